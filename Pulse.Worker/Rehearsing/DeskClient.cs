using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Pulse.Worker.Rehearsing;

/// <summary>One member of staff at a program: it knows nothing but the desk's API.</summary>
public sealed class DeskClient(HttpClient http)
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web);

    public sealed record Progress(int Answers, int Unruled, int Held, int Statements, int Excluded);

    public sealed record Statement(Guid Id, string Item, string WorkingGroup, string Language, string Text, IReadOnlyList<string> Translated);

    public sealed record Held(Guid Answer, string Item, IReadOnlyList<string> Flags, string Text);

    public sealed record Run(Guid Id, string State, string Stage, string? LastError, bool Drafted);

    public sealed record Draft(Guid Id, string WorkingGroup, int Position, double? Floor);

    public sealed record Certified(string WorkingGroup, int Texts, int Certificates, double? BestFloor);

    private sealed record Started(Guid Run);

    /// <param name="link">A sign-in link for one use.</param>
    public async Task SignIn(string link, CancellationToken stop)
    {
        using var response = await http.PostAsJsonAsync("v1/sessions", new { link }, stop);
        var session = await Read<JsonElement>(response, stop);
        http.DefaultRequestHeaders.Authorization = new("Bearer", session.GetProperty("session").GetString());
    }

    public async Task Convene(string definition, CancellationToken stop)
    {
        using var content = new StringContent(definition, Encoding.UTF8, "application/yaml");
        using var response = await http.PostAsync("v1/dialogues", content, stop);
        await Read<JsonElement>(response, stop);
    }

    public async Task<IReadOnlyList<string>> Invite(string slug, int count, string label, CancellationToken stop)
    {
        using var response = await http.PostAsJsonAsync($"v1/dialogues/{slug}/invitations", new { count, label }, stop);
        await Expect(response, stop);
        var lines = (await response.Content.ReadAsStringAsync(stop)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        return lines[1..];
    }

    public Task OpenPhase(string slug, string phase, CancellationToken stop) =>
        Post($"v1/dialogues/{slug}/phases/{phase}/open", new { }, stop);

    public Task ClosePhase(string slug, string phase, CancellationToken stop) =>
        Post($"v1/dialogues/{slug}/phases/{phase}/close", new { }, stop);

    public Task Exclude(string slug, Guid answer, string reason, CancellationToken stop) =>
        Post($"v1/dialogues/{slug}/answers/{answer}/exclude", new { reason }, stop);

    public Task Translate(string slug, IEnumerable<object> translations, CancellationToken stop) =>
        Post($"v1/dialogues/{slug}/translations", translations, stop);

    public Task Approve(string slug, Guid draft, CancellationToken stop) =>
        Post($"v1/dialogues/{slug}/texts/{draft}/approve", new { }, stop);

    public Task Reject(string slug, Guid draft, string reason, CancellationToken stop) =>
        Post($"v1/dialogues/{slug}/texts/{draft}/reject", new { reason }, stop);

    public async Task<Guid> RequestRun(string slug, CancellationToken stop) =>
        (await Post<Started>($"v1/dialogues/{slug}/runs", new { }, stop)).Run;

    public Task<Progress> ReadProgress(string slug, CancellationToken stop) =>
        Get<Progress>($"v1/dialogues/{slug}/progress", stop);

    public Task<IReadOnlyList<Statement>> Statements(string slug, CancellationToken stop) =>
        Get<IReadOnlyList<Statement>>($"v1/dialogues/{slug}/statements", stop);

    public Task<IReadOnlyList<Held>> HeldAnswers(string slug, CancellationToken stop) =>
        Get<IReadOnlyList<Held>>($"v1/dialogues/{slug}/answers/held", stop);

    public Task<IReadOnlyList<Run>> Runs(string slug, CancellationToken stop) =>
        Get<IReadOnlyList<Run>>($"v1/dialogues/{slug}/runs", stop);

    public Task<IReadOnlyList<Draft>> Drafts(string slug, CancellationToken stop) =>
        Get<IReadOnlyList<Draft>>($"v1/dialogues/{slug}/drafts", stop);

    public Task<IReadOnlyList<Certified>> Certificates(string slug, CancellationToken stop) =>
        Get<IReadOnlyList<Certified>>($"v1/dialogues/{slug}/certificates", stop);

    private async Task<T> Get<T>(string path, CancellationToken stop)
    {
        using var response = await http.GetAsync(path, stop);
        return await Read<T>(response, stop);
    }

    private Task<JsonElement> Post(string path, object body, CancellationToken stop) => Post<JsonElement>(path, body, stop);

    private async Task<T> Post<T>(string path, object body, CancellationToken stop)
    {
        using var response = await http.PostAsJsonAsync(path, body, _json, stop);
        return await Read<T>(response, stop);
    }

    private static async Task<T> Read<T>(HttpResponseMessage response, CancellationToken stop)
    {
        await Expect(response, stop);
        return (await response.Content.ReadFromJsonAsync<T>(_json, stop))!;
    }

    private static async Task Expect(HttpResponseMessage response, CancellationToken stop)
    {
        if (!response.IsSuccessStatusCode)
        {
            throw new HttpRequestException(
                $"{response.RequestMessage!.Method} {response.RequestMessage.RequestUri!.AbsolutePath} answered "
                + $"{(int)response.StatusCode}: {await response.Content.ReadAsStringAsync(stop)}");
        }
    }
}
