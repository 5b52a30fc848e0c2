using System.Diagnostics;
using System.Net.Sockets;

namespace Pulse.Bench.Loading;

/// <summary>
/// Votes as fast as the host answers them, over a number of connections that each speak for people of their own in turn:
/// everybody votes on the statement that their last reply carried.
/// </summary>
internal static class Connections
{
    /// <summary>So long a vote that was refused or lost is sent again, as phones do, before it counts as in doubt.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    /// <param name="Seconds">From the first vote to the last acknowledgement.</param>
    /// <param name="Errors">Replies other than 201, and connections that broke; each was sent again.</param>
    /// <param name="InDoubt">Votes of which it is not known whether they were saved.</param>
    public sealed record Outcome(Latencies Latencies, double Seconds, int Errors, int InDoubt)
    {
        public double PerSecond => Latencies.Count / Seconds;
    }

    public static async Task<Outcome> Vote(
        IReadOnlyList<Person> people, Guid[] statements, int port, int connections, double seconds)
    {
        var began = Stopwatch.GetTimestamp();
        var until = began + (long)(seconds * Stopwatch.Frequency);
        var done = await Task.WhenAll(Enumerable.Range(0, connections).Select(at => Task.Run(async () =>
        {
            using var connection = new Connection(
                [.. people.Where((_, number) => number % connections == at)], statements, port);
            await connection.Vote(until);
            return connection;
        })));
        return new Outcome(
            new Latencies(done.SelectMany(one => one.Ticks)), Stopwatch.GetElapsedTime(began).TotalSeconds,
            done.Sum(one => one.Errors), done.Sum(one => one.InDoubt));
    }

    private sealed class Connection(IReadOnlyList<Person> people, Guid[] statements, int port) : IDisposable
    {
        private HttpWire? _wire;

        public List<long> Ticks { get; } = [];

        public int Errors { get; private set; }

        public int InDoubt { get; private set; }

        public async Task Vote(long until)
        {
            for (var turn = 0; Stopwatch.GetTimestamp() < until && people.Any(person => !person.IsDone); turn++)
            {
                var person = people[turn % people.Count];
                if (!person.IsDone)
                {
                    await Vote(person);
                }
            }
        }

        public void Dispose() => _wire?.Dispose();

        private async Task Vote(Person person)
        {
            var statement = person.Statement ?? statements[person.Below(statements.Length)];
            var vote = person.Below(3) - 1;
            var key = Guid.NewGuid();
            var first = Stopwatch.GetTimestamp();
            while (Stopwatch.GetElapsedTime(first) < _patience)
            {
                var sent = Stopwatch.GetTimestamp();
                if (await Send(person, statement, vote, key) is { Status: 201 } answer)
                {
                    Ticks.Add(Stopwatch.GetTimestamp() - sent);
                    person.Acknowledged.Add((statement, (sbyte)vote));
                    person.Statement = answer.Next;
                    person.IsDone = answer.Next is null;
                    return;
                }

                Errors++;
                await Task.Delay(100);
            }

            InDoubt++;
            person.IsDone = true;
        }

        /// <returns>Null where the connection broke.</returns>
        private async Task<HttpWire.Answer?> Send(Person person, Guid statement, int vote, Guid key)
        {
            try
            {
                if (_wire is null)
                {
                    _wire = new HttpWire();
                    await _wire.Connect(port);
                }

                return await _wire.Vote(person, statement, vote, key);
            }
            catch (SocketException)
            {
                _wire?.Dispose();
                _wire = null;
                return null;
            }
        }
    }
}
