using System.ClientModel.Primitives;
using System.Globalization;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using Pulse.Language.Calling;

namespace Pulse.Worker.Models;

/// <summary>Tells what went wrong from what a network, an SDK or a server in one of many shapes says.</summary>
internal static partial class ReadingFailures
{
    private const int MostDetail = 2_000;

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_.-]{1,59}$")]
    private static partial Regex CodeWord();

    /// <summary>No answer at all.</summary>
    public static ServerFailureException Of(Exception error)
    {
        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            FailureKind? kind = cause switch
            {
                OutsideAddressException => FailureKind.Elsewhere,
                BodyTooLargeException => FailureKind.TooLarge,
                OperationCanceledException or TimeoutException => FailureKind.TooLate,
                SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } =>
                    FailureKind.NameUnknown,
                SocketException socket when socket.SocketErrorCode is SocketError.ConnectionRefused
                    or SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.TimedOut => FailureKind.Refused,
                System.Security.Authentication.AuthenticationException => FailureKind.Tls,
                _ => null,
            };
            if (kind is { } known)
            {
                return new ServerFailureException(known, inner: error);
            }
        }

        // The SDK wraps what HttpClient saw
        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            if (cause is HttpRequestException http)
            {
                return new ServerFailureException(http.HttpRequestError switch
                {
                    HttpRequestError.NameResolutionError => FailureKind.NameUnknown,
                    HttpRequestError.ConnectionError or HttpRequestError.ProxyTunnelError => FailureKind.Refused,
                    HttpRequestError.SecureConnectionError => FailureKind.Tls,
                    _ => FailureKind.Broken,
                }, inner: error);
            }
        }

        return error is Azure.Identity.AuthenticationFailedException
            ? new ServerFailureException(FailureKind.Status, 401, "entra_id", error.Message, inner: error)
            : new ServerFailureException(FailureKind.Broken, inner: error);
    }

    /// <summary>An answer that says no. A server may repeat what it was sent, so key and headers are taken out before anybody reads it.</summary>
    public static ServerFailureException Of(PipelineResponse response, ModelAccess access, DateTimeOffset now)
    {
        var (code, detail) = Read(access.Hide(response.Content.ToString()));
        return new ServerFailureException(
            FailureKind.Status, response.Status, code, detail, Pause(response, now));
    }

    private static TimeSpan? Pause(PipelineResponse response, DateTimeOffset now) =>
        response.Headers.TryGetValue("retry-after-ms", out var text)
        && double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var milliseconds)
        && !double.IsNaN(milliseconds)
            ? TimeSpan.FromMilliseconds(Math.Min(milliseconds, RetryAfter.Most.TotalMilliseconds))
            : response.Headers.TryGetValue("Retry-After", out var header) ? RetryAfter.Read(header, now) : null;

    // {"error":{"message","code","type","param"}}, {"error":"text","message":"text"}, {"detail":…}, {"message":"text"}, or no
    // JSON at all. The sentence alone, with the name of the parameter that is meant; all of it where there is no sentence
    private static (string? Code, string Detail) Read(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                return (null, Cut(root.ToString()));
            }

            var error = root.TryGetProperty("error", out var inner) && inner.ValueKind == JsonValueKind.Object ? inner : root;
            // A text called error is only ever beside the others, at the root
            string?[] said = [TextOf(root, "error"), TextOf(error, "message"), TextOf(error, "detail")];
            var sentence = string.Join(": ", said.OfType<string>());
            return (
                CodeWordOf(error, "code") ?? CodeWordOf(error, "type"),
                Cut(sentence.Length == 0 ? error.GetRawText() : TextOf(error, "param") is { } param ? $"{sentence} ({param})" : sentence));
        }
        catch (JsonException)
        {
            return (null, Cut(body));
        }
    }

    private static string? CodeWordOf(JsonElement error, string name) =>
        error.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
        && value.GetString() is { } word && CodeWord().IsMatch(word)
            ? word : null;

    private static string? TextOf(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text
            ? text : null;

    private static string Cut(string text) => text.Length <= MostDetail ? text : text[..MostDetail];
}
