using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Pulse.Bench.Loading;

/// <summary>
/// Phones as people hold them: consent, segment, one answer, then two sets of statements with a vote on each, and time to
/// read and think in between. A reply other than the expected one is an error, and is not tried again.
/// </summary>
internal static class Phones
{
    private const int Sets = 2;
    private const int FirstMilliseconds = 500;
    private const int MostMilliseconds = 2500;

    public sealed record Outcome(Latencies All, Latencies Votes, Latencies Answers, int Errors, double Seconds);

    public static async Task<Outcome> Take(IReadOnlyList<Person> people, Uri address)
    {
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = people.Count, UseCookies = false })
        {
            BaseAddress = address,
        };
        var began = Stopwatch.GetTimestamp();
        var phones = people.Select(person => new Phone(http, person)).ToList();
        await Task.WhenAll(phones.Select(phone => Task.Run(phone.TakePart)));
        return new Outcome(
            new Latencies(phones.SelectMany(phone => phone.Times.Select(one => one.Ticks))),
            new Latencies(phones.SelectMany(phone => phone.Times.Where(one => one.Path == Phone.Votes).Select(one => one.Ticks))),
            new Latencies(phones.SelectMany(phone => phone.Times.Where(one => one.Path == Phone.Answers).Select(one => one.Ticks))),
            phones.Sum(phone => phone.Errors), Stopwatch.GetElapsedTime(began).TotalSeconds);
    }

    private sealed class Phone(HttpClient http, Person person)
    {
        public const string Votes = "/v1/votes";
        public const string Answers = "/v1/answers";

        private static readonly string[] _words = ["disagree", "pass", "agree"];

        public List<(string Path, long Ticks)> Times { get; } = [];

        public int Errors { get; private set; }

        public async Task TakePart()
        {
            await Think();
            await Send(HttpMethod.Get, "/v1/dialogue", null);
            await Think();
            await Send(HttpMethod.Post, "/v1/participation", new { consentVersion = 1, takePart = true, language = "en" });
            await Think();
            await Send(HttpMethod.Put, "/v1/participation/segment", new { segment = Filling.Segments[person.Below(2)] });
            await Think();
            await Send(HttpMethod.Post, Answers, new
            {
                item = Definition.Open,
                text = $"A made-up answer about the water of the valley, with the number {person.Below(1_000_000)}.",
                language = "en",
            });
            for (var set = 0; set < Sets; set++)
            {
                await Think();
                await VoteThrough(await Send(HttpMethod.Get, $"/v1/statements/next?item={Definition.Voting}", null));
            }

            await Think();
            await Send(HttpMethod.Get, "/v1/participation", null);
        }

        private async Task VoteThrough(JsonElement? set)
        {
            foreach (var statement in set?.GetProperty("statements").EnumerateArray().ToList() ?? [])
            {
                await Think();
                var (id, vote) = (statement.GetProperty("id").GetGuid(), person.Below(3) - 1);
                if (await Send(HttpMethod.Post, Votes,
                    new { statement = id, vote = _words[vote + 1], languageRead = "en" }) is not null)
                {
                    person.Acknowledged.Add((id, (sbyte)vote));
                }
            }
        }

        private Task Think() =>
            Task.Delay(FirstMilliseconds + person.Below(MostMilliseconds - FirstMilliseconds));

        private async Task<JsonElement?> Send(HttpMethod method, string path, object? body)
        {
            using var request = new HttpRequestMessage(method, path);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", person.Token);
            if (body is not null)
            {
                request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
                request.Content = JsonContent.Create(body, body.GetType(), new MediaTypeHeaderValue("application/json"));
            }

            var sent = Stopwatch.GetTimestamp();
            try
            {
                using var response = await http.SendAsync(request);
                var told = await response.Content.ReadAsByteArrayAsync();
                Times.Add((path, Stopwatch.GetTimestamp() - sent));
                if (response.IsSuccessStatusCode)
                {
                    return JsonSerializer.Deserialize<JsonElement>(told);
                }
            }
            catch (HttpRequestException)
            {
                // counted with the others
            }

            Errors++;
            return null;
        }
    }
}
