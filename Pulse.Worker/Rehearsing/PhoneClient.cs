using System.Buffers.Text;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;

namespace Pulse.Worker.Rehearsing;

/// <summary>One phone: it knows nothing but the participants' API, and retries as a phone does.</summary>
public sealed class PhoneClient(HttpClient http)
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web);

    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(32);
    private string? _session;

    public sealed record Statement(Guid Id, Dictionary<string, string> Text, string Original);

    public sealed record Text(Guid Id, Dictionary<string, string> Versions);

    private sealed record Redeemed(string Session);

    private sealed record StatementSet(IReadOnlyList<Statement> Statements, int Remaining);

    private sealed record TextDto(Guid Id, Dictionary<string, string> Text);

    private sealed record TextSet(IReadOnlyList<TextDto> Texts, int Remaining);

    public async Task Join(string code, string language, string segment, CancellationToken stop)
    {
        var redeemed = await Send<Redeemed>(
            HttpMethod.Post, "v1/invitations/redeem", new { code, secret = Base64Url.EncodeToString(_secret) }, stop);
        _session = redeemed.Session;
        await Send<JsonElement>(
            HttpMethod.Post, "v1/participation", new { consentVersion = 1, takePart = true, language }, stop);
        await Send<JsonElement>(HttpMethod.Put, "v1/participation/segment", new { segment }, stop);
    }

    public Task Answer(string item, string text, string language, string quoting, CancellationToken stop) =>
        Send<JsonElement>(HttpMethod.Post, "v1/answers", new { item, text, language, quoting }, stop);

    public Task Choose(string item, IReadOnlyList<string> chosen, CancellationToken stop) =>
        Send<JsonElement>(HttpMethod.Post, "v1/choices", new { item, chosen }, stop);

    public async Task<IReadOnlyList<Statement>> NextStatements(string item, CancellationToken stop) =>
        (await Send<StatementSet>(HttpMethod.Get, $"v1/statements/next?item={item}", null, stop)).Statements;

    public Task Vote(Guid statement, int vote, string languageRead, CancellationToken stop) =>
        Send<JsonElement>(
            HttpMethod.Post, "v1/votes", new { statement, vote = Word(vote), important = false, languageRead }, stop);

    public async Task<IReadOnlyList<Text>> NextTexts(string item, CancellationToken stop) =>
        [.. (await Send<TextSet>(HttpMethod.Get, $"v1/texts/next?item={item}", null, stop)).Texts
            .Select(text => new Text(text.Id, text.Text))];

    public Task Ballot(Guid text, int vote, string languageRead, CancellationToken stop) =>
        Send<JsonElement>(HttpMethod.Post, "v1/ballots", new { text, vote = Word(vote), languageRead }, stop);

    private static string Word(int vote) => vote switch { > 0 => "agree", < 0 => "disagree", _ => "pass" };

    private async Task<T> Send<T>(HttpMethod method, string path, object? body, CancellationToken stop)
    {
        var key = Guid.NewGuid().ToString();
        for (var attempt = 1; ; attempt++)
        {
            using var request = new HttpRequestMessage(method, path);
            if (body is not null)
            {
                request.Content = JsonContent.Create(body, options: _json);
                request.Headers.Add("Idempotency-Key", key);
            }

            if (_session is not null)
            {
                request.Headers.Authorization = new("Bearer", _session);
            }

            using var response = await http.SendAsync(request, stop);
            if (response.IsSuccessStatusCode)
            {
                return (await response.Content.ReadFromJsonAsync<T>(_json, stop))!;
            }

            if (attempt == 5 || (int)response.StatusCode is not (429 or 503))
            {
                throw new HttpRequestException(
                    $"{method} /{path} answered {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync(stop)}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200 * attempt), stop);
        }
    }
}
