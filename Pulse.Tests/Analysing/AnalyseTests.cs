using NUnit.Framework;
using Pulse.Analysing;
using Pulse.Analysing.Matrices;
using Pulse.Analysing.OpinionGroups;
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

    [Test]
    public void Planted_agreement_divides_and_red_lines_are_found_and_a_slate_leaves_no_side_out()
    {
        var (input, wells, gates) = TwoSides();
        var analysis = Analyse.Run(input, _parameters);
        var found = analysis.WorkingGroups.Single().Findings;
        var ids = analysis.Statements.Select(statement => statement.Id).ToArray();
        var divided = found.Divides.Of.Select(divide => ids[divide.Statement]).ToArray();
        Assert.That(divided, Is.SupersetOf(wells.Concat(gates)), "what one side wants and the other rejects");
        Assert.That(divided, Does.Not.Contain(Id(2, 0)), "what both want");
        var mirrored = found.Mirrored.Single();
        Assert.That((mirrored.FirstSegment, mirrored.SecondSegment), Is.EqualTo(("east", "west")));
        Assert.That(mirrored.Pairs.Select(pair => pair.First).Concat(mirrored.FirstUnpaired).Select(line => ids[line.Statement]), Is.EquivalentTo(wells));
        Assert.That(mirrored.Pairs.Select(pair => pair.Second).Concat(mirrored.SecondUnpaired).Select(line => ids[line.Statement]), Is.EquivalentTo(gates));
        Assert.That(found.Uncertain.Of.Select(one => ids[one.Statement]), Does.Contain(Id(2, 9)), "what people pass on");
        Assert.That(found.Slate!.Verdict.Holds, Is.True);
        Assert.That(found.Slate.Chosen.Select(chosen => ids[chosen.Statement]), Does.Contain(Id(2, 0)));
        Assert.That(found.Slate.Coverage.Segments.Select(segment => segment.Share), Is.All.GreaterThan(0.9));
        Assert.That(found.Dissent.Select(dissent => dissent.Statement), Is.EqualTo(found.Slate.Chosen.Select(chosen => chosen.Statement)));
        Assert.That(analysis.Opinions.Stability.Verdict, Is.EqualTo(StabilityVerdict.Stable));
        Assert.That(analysis.Opinions.Discoveries.Groups.SelectMany(group => group), Is.Not.Empty);
        Assert.That(analysis.Expected.Least, Has.Count.EqualTo(input.Statements.Count));
        Assert.That(analysis.Expected.Least.MaxBy(one => one.Lowest)!.Statement, Is.EqualTo(Array.IndexOf(ids, Id(2, 0))));
    }

    [Test]
    public void Votes_that_were_all_offered_with_the_same_chance_are_corrected_to_what_they_are()
    {
        var (input, _, _) = TwoSides();
        var offers = input.Participants.SelectMany((person, _) => input.Statements.Select((statement, step) =>
            new AnalysedOffer(person.Id, statement.Id, 0, step + 1, 1.0 / (input.Statements.Count - step)))).ToArray();
        var analysis = Analyse.Run(input with { Offers = offers }, _parameters);
        Assert.That(analysis.Corrected.Segments, Is.EqualTo(new[] { "east", "west" }));
        Assert.That(analysis.Corrected.Shares, Has.Count.EqualTo(2 * input.Statements.Count));
        foreach (var share in analysis.Corrected.Shares)
        {
            Assert.That(share.Corrected, Is.EqualTo(share.Raw).Within(1e-12));
            Assert.That(share.Cast, Is.EqualTo(share.Arrived));
        }
        var undrawn = offers.Where(offer => offer.Participant != input.Participants[0].Id).ToArray();
        Assert.That(
            Analyse.Run(input with { Offers = undrawn }, _parameters).Corrected.Shares.Select(share => share.Segment).Distinct(),
            Is.EqualTo(new[] { 1 }), "a vote that was never drawn leaves its segment uncorrected");
    }

    /// <summary>
    /// 40 people on each of two sides vote on everything: 0 is wanted by both, 1–4 by the east only, 5–8 by the west only,
    /// 9 is passed on by most. East and west differ by one in twenty from their own side.
    /// </summary>
    private static (AnalysisInput Input, Guid[] Wells, Guid[] Gates) TwoSides()
    {
        var chance = new Chance(5);
        var participants = Enumerable.Range(0, 80).Select(i => new AnalysedParticipant(Id(1, i), i < 40 ? "east" : "west")).ToArray();
        var statements = Enumerable.Range(0, 10).Select(i => new AnalysedStatement(Id(2, i), "voting", "water")).ToArray();
        var votes = new List<IndexedVote>();
        for (var participant = 0; participant < 80; participant++)
        {
            for (var statement = 0; statement < 10; statement++)
            {
                var wants = statement == 0 || (statement <= 4) == (participant < 40);
                var ballot = statement == 9 && chance.Uniform() < 0.7 ? Ballot.Pass : wants != chance.Uniform() < 0.05 ? Ballot.Agree : Ballot.Disagree;
                votes.Add(new IndexedVote(participant, statement, ballot));
            }
        }
        string[] subjects = ["clean water for every house", "open the northern well", "repair the northern well", "guard the northern well",
            "pay for the northern well", "open the southern gate", "repair the southern gate", "guard the southern gate", "pay for the southern gate", "who decides"];
        var answers = statements.Select((one, i) => new AnalysedAnswer(one.Id, one.Item, one.WorkingGroup, [new("en", subjects[i])])).ToArray();
        return (
            new AnalysisInput([new("east", null), new("west", null)], ["east", "west"], participants, statements,
                VoteMatrix.From(80, 10, votes.ToArray()), answers),
            [.. statements[1..5].Select(one => one.Id)], [.. statements[5..9].Select(one => one.Id)]);
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
