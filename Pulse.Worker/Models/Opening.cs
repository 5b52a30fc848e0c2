#pragma warning disable OPENAI001 // the SDK marks clients that sign in by a policy as experimental; Entra ID has no other way
using System.ClientModel;
using System.ClientModel.Primitives;
using Azure.Identity;
using OpenAI;
using OpenAI.Chat;
using OpenAI.Embeddings;
using Pulse.Language.Calling;

namespace Pulse.Worker.Models;

/// <summary>
/// Opens the configured provider with the SDK's own retries, logs and traces off: the chain sees to all of them. No
/// redirect is followed, no cookie kept, and a model inside is not reached through a proxy.
/// </summary>
public sealed class Opening : IDisposable
{
    private const string AzureScope = "https://ai.azure.com/.default";

    private readonly HttpClient _http;

    public Opening(ModelAccess access, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(access);
        var settings = access.Settings;
        _http = new HttpClient(new CappingBodies(new AddingHeaders(Sockets(settings), access.Headers), settings.MostBytes)) { Timeout = Timeout.InfiniteTimeSpan };
        var options = new OpenAIClientOptions
        {
            Endpoint = settings.Endpoint,
            Transport = new HttpClientPipelineTransport(_http),
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            // The deadline is the chain's; this one must not fire before it
            NetworkTimeout = settings.Deadline + TimeSpan.FromMinutes(1),
            EnableDistributedTracing = false,
            ClientLoggingOptions = new ClientLoggingOptions { EnableLogging = false },
        };
        var credential = Credential(access);
        Chat = new ChatProvider(new ChatClient(settings.Model, credential, options), access, clock);
        Vectors = settings.EmbeddingModel is { } model
            ? new VectorProvider(new EmbeddingClient(model, credential, options), model, access, clock)
            : null;
    }

    public ChatProvider Chat { get; }

    /// <summary>Null where no embedding model is configured.</summary>
    public VectorProvider? Vectors { get; }

    public void Dispose() => _http.Dispose();

    private static AuthenticationPolicy Credential(ModelAccess access) => access.EntraId
        ? new BearerTokenPolicy(new DefaultAzureCredential(), AzureScope)
        : ApiKeyAuthenticationPolicy.CreateBearerAuthorizationPolicy(new ApiKeyCredential(access.Key ?? "none"));

    private static SocketsHttpHandler Sockets(ModelSettings settings)
    {
        var sockets = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = !settings.Inside,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            ActivityHeadersPropagator = null,
        };
        if (settings.Inside)
        {
            sockets.ConnectCallback = Whereabouts.Connect;
        }

        return sockets;
    }
}
