using NUnit.Framework;
using Pulse.Analysing;
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
            var shuffled = new AnalysisInput(
                Shuffled(input.Segments, ref chance), Shuffled(input.BridgingSegments, ref chance),
                Shuffled(input.Participants, ref chance), Shuffled(input.Statements, ref chance), Shuffled(input.Votes, ref chance),
                Shuffled(input.Answers.Select(answer => answer with { Versions = answer.Versions.Reverse().ToArray() }).ToArray(), ref chance));
            Assert.That(Canonical.Bytes(Analyse.Run(shuffled, _parameters)).AsSpan().SequenceEqual(expected), Is.True);
        }
    }

    [Test]
    public void One_changed_vote_or_another_seed_changes_the_fingerprint()
    {
        var input = Input();
        var vote = input.Votes[0];
        var changed = input with { Votes = [vote with { Ballot = (Ballot)(-(int)vote.Ballot + (vote.Ballot == Ballot.Pass ? 1 : 0)) }, .. input.Votes.Skip(1)] };
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
        var analysis = Analyse.Run(new AnalysisInput([], [], [], [], [], []), _parameters);
        Assert.That((analysis.Votes, analysis.Statements.Count, analysis.WorkingGroups.Count, analysis.Opinions.Groups.Count), Is.EqualTo((0, 0, 0, 0)));
        Assert.That(Canonical.Fingerprint(analysis), Has.Length.EqualTo(64));
    }

    [Test]
    public void Answers_without_votes_and_votes_without_answers_are_each_enough()
    {
        var input = Input();
        Assert.That(Analyse.Run(input with { Votes = [], Statements = [] }, _parameters).WorkingGroups, Has.Count.EqualTo(2));
        Assert.That(Analyse.Run(input with { Answers = [] }, _parameters).WorkingGroups.SelectMany(group => group.Themes), Is.Empty);
    }

    [Test]
    public void A_vote_of_nobody_a_second_vote_and_an_undeclared_segment_are_refused()
    {
        var input = Input();
        Assert.That(() => Analyse.Run(input with { Votes = [.. input.Votes, new(Id(9, 9), input.Statements[0].Id, Ballot.Agree)] }, _parameters),
            Throws.ArgumentException.With.Message.Contains("unknown"));
        Assert.That(() => Analyse.Run(input with { Votes = [.. input.Votes, input.Votes[0]] }, _parameters),
            Throws.ArgumentException.With.Message.Contains("voted twice"));
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
        var votes = new List<AnalysedVote>();
        foreach (var participant in participants)
        {
            foreach (var statement in statements)
            {
                if (chance.Uniform() < 0.85)
                {
                    votes.Add(new AnalysedVote(participant.Id, statement.Id, (Ballot)(chance.Below(3) - 1)));
                }
            }
        }
        var answers = Trilingual.Answers.Select((answer, i) => new AnalysedAnswer(Id(3, i), "open", answer.Theme, answer.Versions)).ToArray();
        return new AnalysisInput(segments, ["israelis", "palestinians"], participants, statements, votes, answers);
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
