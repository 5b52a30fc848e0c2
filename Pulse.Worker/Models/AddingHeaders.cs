namespace Pulse.Worker.Models;

/// <summary>Sends the configured headers with every request; one that the SDK sets too gives way to them.</summary>
internal sealed class AddingHeaders(HttpMessageHandler inner, IReadOnlyDictionary<string, string> headers) : DelegatingHandler(inner)
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        foreach (var (name, value) in headers)
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return base.SendAsync(request, cancellationToken);
    }
}
