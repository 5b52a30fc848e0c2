using NUnit.Framework;
using Pulse.Analysing;
using Pulse.Analysing.Matrices;
using Pulse.Analysing.Segments;
using Pulse.Voting;

namespace Pulse.Tests.Analysing;

[TestFixture]
public sealed class AnalyseTests
{
    private static readonly AnalysisParameters _parameters = new(20261121, 5);

    [Test]
    public void Shuffled_rows_give_the_same_bytes()
    {
        var input = Input();
        var expected = Canonical.Bytes(Analyse.Run(input, _parameters));
        for (var seed = 1UL; seed <= 4; seed++)
        {
            var chance = new Chance(seed);
            var (rows, columns) = (chance.Permutation(input.Participants.Count), chance.Permutation(input.Statements.Count));
            var shuffled = new AnalysisInput(
                Shuffled(input.Segments, ref chance), Shuffled(input.BridgingSegments, ref chance),
                Placed(input.Participants, rows), Placed(input.Statements, columns), input.Votes.Reordered(rows, columns),
                Shuffled(input.Answers.Select(answer => answer with { Versions = answer.Versions.Reverse().ToArray() }).ToArray(), ref chance));
            Assert.That(Canonical.Bytes(Analyse.Run(shuffled, _parameters)).AsSpan().SequenceEqual(expected), Is.True);
        }
    }

    [Test]
    public void One_changed_vote_or_another_seed_changes_the_fingerprint()
    {
        var input = Input();
        var cast = Cast(input.Votes);
        cast[0] = cast[0] with { Ballot = cast[0].Ballot == Ballot.Agree ? Ballot.Disagree : Ballot.Agree };
        var changed = input with { Votes = VoteMatrix.From(60, 12, cast) };
        string[] prints =
        [
            Canonical.Fingerprint(Analyse.Run(input, _parameters)),
            Canonical.Fingerprint(Analyse.Run(changed, _parameters)),
            Canonical.Fingerprint(Analyse.Run(input, _parameters with { Seed = 2 })),
        ];
        Assert.That(prints, Is.Unique.And.All.Matches("^[0-9a-f]{64}$"));
    }

    [Test]
    public void What_is_written_reads_back()
    {
        var bytes = Canonical.Bytes(Analyse.Run(Input(), _parameters));
        Assert.That(Canonical.Bytes(Canonical.Read(bytes)).AsSpan().SequenceEqual(bytes), Is.True);
    }

    [Test]
    public void Every_working_group_gets_its_own_themes_and_statements_and_no_answer_is_lost()
    {
        var input = Input();
        var analysis = Analyse.Run(input, _parameters);
        Assert.That(analysis.WorkingGroups.Select(group => group.Slug), Is.EqualTo(new[] { "education", "water" }));
        foreach (var group in analysis.WorkingGroups)
        {
            Assert.That(group.Themes.SelectMany(theme => theme.Answers).Concat(group.WithoutTheme),
                Is.EquivalentTo(input.Answers.Where(answer => answer.WorkingGroup == group.Slug).Select(answer => answer.Id)));
            var own = input.Statements.Where(statement => statement.WorkingGroup == group.Slug).Select(statement => statement.Id).ToHashSet();
            Assert.That(group.Representative.SelectMany(list => list).Concat(group.AgreeTogether).Select(found => found.Statement).Distinct(), Is.SubsetOf(own));
        }
        Assert.That(analysis.Opinions.Positions.Select(placed => placed.Id), Is.EqualTo(input.Participants.Select(p => p.Id).Order()));
        Assert.That(analysis.Statements, Is.All.Matches<StatementResult>(result =>
            result!.Segments.Sum(count => count.Segment == "israelis" ? 0 : count.Cast) == result.Total.Seen));
    }

    [Test]
    public void Nothing_at_all_is_an_analysis_of_nothing()
    {
        var analysis = Analyse.Run(new AnalysisInput([], [], [], [], VoteMatrix.From(0, 0, []), []), _parameters);
        Assert.That((analysis.Votes, analysis.Statements.Count, analysis.WorkingGroups.Count, analysis.Opinions.Groups.Count), Is.EqualTo((0, 0, 0, 0)));
        Assert.That(Canonical.Fingerprint(analysis), Has.Length.EqualTo(64));
    }

    [Test]
    public void Answers_without_votes_and_votes_without_answers_are_each_enough()
    {
        var input = Input();
        Assert.That(Analyse.Run(input with { Votes = VoteMatrix.From(60, 0, []), Statements = [] }, _parameters).WorkingGroups, Has.Count.EqualTo(2));
        Assert.That(Analyse.Run(input with { Answers = [] }, _parameters).WorkingGroups.SelectMany(group => group.Themes), Is.Empty);
    }

    [Test]
    public void Votes_of_others_a_participant_twice_and_an_undeclared_segment_are_refused()
    {
        var input = Input();
        Assert.That(() => Analyse.Run(input with { Votes = VoteMatrix.From(61, 12, []) }, _parameters),
            Throws.ArgumentException.With.Message.Contains("61 × 12 are not those of 60 participants"));
        Assert.That(() => Analyse.Run(input with { Participants = [.. input.Participants.Skip(1), input.Participants[^1]] }, _parameters),
            Throws.ArgumentException.With.Message.Contains("appears twice"));
        Assert.That(() => Analyse.Run(input with { Segments = [] }, _parameters),
            Throws.ArgumentException.With.Message.Contains("not declared"));
    }

    private static AnalysisInput Input()
    {
        var chance = new Chance(17);
        Segment[] segments = [new("israelis", null), new("jewish-israelis", "israelis"), new("palestinian-citizens", "israelis"), new("palestinians", null)];
        string[] leaves = ["jewish-israelis", "palestinian-citizens", "palestinians"];
        var participants = Enumerable.Range(0, 60).Select(i => new AnalysedParticipant(Id(1, i), leaves[i % 3])).ToArray();
        var statements = Enumerable.Range(0, 12).Select(i => new AnalysedStatement(Id(2, i), "voting", i % 2 == 0 ? "water" : "education")).ToArray();
        var votes = new List<IndexedVote>();
        for (var participant = 0; participant < participants.Length; participant++)
        {
            for (var statement = 0; statement < statements.Length; statement++)
            {
                if (chance.Uniform() < 0.85)
                {
                    votes.Add(new IndexedVote(participant, statement, (Ballot)(chance.Below(3) - 1)));
                }
            }
        }
        var answers = Trilingual.Answers.Select((answer, i) => new AnalysedAnswer(Id(3, i), "open", answer.Theme, answer.Versions)).ToArray();
        return new AnalysisInput(segments, ["israelis", "palestinians"], participants, statements, VoteMatrix.From(60, 12, votes.ToArray()), answers);
    }

    private static IndexedVote[] Cast(VoteMatrix votes) => Enumerable.Range(0, votes.Participants)
        .SelectMany(p => votes.Row(p).ToArray().Select(entry =>
            new IndexedVote(p, VoteMatrix.StatementOf(entry), (Ballot)VoteMatrix.ValueOf(entry)))).ToArray();

    /// <summary>The list with its i-th member at <paramref name="places"/>[i].</summary>
    private static T[] Placed<T>(IReadOnlyList<T> list, int[] places)
    {
        var placed = new T[list.Count];
        for (var i = 0; i < placed.Length; i++)
        {
            placed[places[i]] = list[i];
        }
        return placed;
    }

    /// <summary>Ids as scattered as random ones, but the same in every run.</summary>
    private static Guid Id(int kind, int number)
    {
        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes, Chance.Mix((ulong)(kind * 100_000 + number)));
        BitConverter.TryWriteBytes(bytes[8..], Chance.Mix((ulong)(kind * 100_000 + number) + 77));
        return new Guid(bytes);
    }

    private static T[] Shuffled<T>(IReadOnlyList<T> list, ref Chance chance) =>
        chance.Permutation(list.Count).Select(i => list[i]).ToArray();
}
