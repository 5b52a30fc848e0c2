using NUnit.Framework;
using Pulse.Analysing.Estimates;
using Pulse.Analysing.Matrices;
using Pulse.Language;
using Pulse.Voting;

namespace Pulse.Tests.Analysing.Estimates;

/// <summary>
/// Public votes on campus protests, about two per statement and party: what was hidden is predicted better by the
/// estimates than by smoothed counts, for every party, and falls where the intervals say. Slow as a whole: of fewer
/// statements the cells of a fold are too few for coverage to be judged.
/// </summary>
[TestFixture]
[Category("Slow")]
public sealed class HeldOutTests
{
    private const int Folds = 5;
    private static readonly string[] _parties = ["Democrat", "Independent/Other", "Republican"];
    private static readonly string[] _methods = [.. RawRates.Names, "estimate without texts", "estimate", "…for the participant"];
    private const int Fitted = 2;
    private const int Estimate = 4;

    [Test]
    public void Votes_held_out_once_are_predicted_better_in_every_party() =>
        Compare(new Study(), repeats: 1, folds: 1, byStatement: false, without: false);

    [Test]
    public void Votes_held_out_again_and_again_are_predicted_better_in_every_party() =>
        Compare(new Study(), repeats: 10, folds: Folds, byStatement: false, without: true);

    [Test]
    public void Votes_on_statements_that_nobody_had_seen_are_predicted_better_in_every_party() =>
        Compare(new Study(), repeats: 4, folds: Folds, byStatement: true, without: true);

    [Test]
    public void The_ranking_is_nearer_to_another_programs_than_that_of_raw_counts()
    {
        var study = new Study();
        var estimates = study.Of(study.Data.Matrix, study.Texts);
        var rates = new RawRates(study.Data.Votes, study.PartyOf, study.Data.Matrix.Statements, _parties.Length);
        var pairs = study.Data.Rows("remesh.inferred-agreement.csv")
            .Where(row => row[6].Length > 0 && study.Data.Statements.Contains(Reference.Number(row[0])))
            .GroupBy(row => Reference.Number(row[0])).Select(rows =>
            {
                var s = study.Data.Statement(rows.Key);
                return (
                    Theirs: Reference.Real(rows.First()[6]),
                    Ours: Enumerable.Range(0, _parties.Length).Min(g => estimates.Of(s, g).Share),
                    Raw: Enumerable.Range(0, _parties.Length).Min(g => rates.Shares(s, g)[0]));
            }).ToArray();
        var theirs = pairs.Select(pair => pair.Theirs).ToArray();
        var ours = Predicting.Spearman(pairs.Select(pair => pair.Ours).ToArray(), theirs);
        var raw = Predicting.Spearman(pairs.Select(pair => pair.Raw).ToArray(), theirs);
        TestContext.Out.WriteLine($"Spearman of the lowest share with Remesh's inferred one, {pairs.Length} statements: {ours:f3}; Laplace {raw:f3}.");
        Assert.That(ours, Is.GreaterThan(raw + 0.1));
    }

    private static void Compare(Study study, int repeats, int folds, bool byStatement, bool without)
    {
        var votes = study.Data.Votes;
        var loss = new double[_methods.Length, votes.Length];
        var times = new int[votes.Length];
        var ranks = _parties.Select(_ => new List<double>()).ToArray();
        var deciles = new (double Said, double Came, double Votes)[10];
        for (var repeat = 0; repeat < repeats; repeat++)
        {
            var order = new Chance((ulong)(100 + repeat)).Permutation(byStatement ? study.Data.Matrix.Statements : votes.Length);
            var place = new int[order.Length];
            for (var i = 0; i < order.Length; i++)
            {
                place[order[i]] = i % Folds;
            }
            for (var fold = 0; fold < folds; fold++)
            {
                var hidden = Enumerable.Range(0, votes.Length).Where(i => place[byStatement ? votes[i].Statement : i] == fold).ToArray();
                IndexedVote[] kept = [.. votes.Where((vote, i) => place[byStatement ? vote.Statement : i] != fold)];
                var matrix = VoteMatrix.From(study.Data.Matrix.Participants, study.Data.Matrix.Statements, kept);
                var rates = new RawRates(kept, study.PartyOf, matrix.Statements, _parties.Length);
                var estimates = study.Of(matrix, study.Texts);
                var textless = without ? study.Of(matrix, null) : estimates;
                foreach (var i in hidden.Where(i => study.PartyOf[votes[i].Participant] >= 0))
                {
                    var (vote, party) = (votes[i], study.PartyOf[votes[i].Participant]);
                    var said = estimates.Of(vote.Statement, party).Share;
                    double[] shares = [
                        .. rates.Shares(vote.Statement, party), textless.Of(vote.Statement, party).Share, said,
                        estimates.Votes.Agree(vote.Participant, vote.Statement)];
                    var agreed = vote.Ballot == Ballot.Agree;
                    for (var method = 0; method < shares.Length; method++)
                    {
                        loss[method, i] -= Math.Log(agreed ? shares[method] : 1 - shares[method]);
                    }
                    times[i]++;
                    var decile = Math.Min(9, (int)(10 * said));
                    deciles[decile] = (deciles[decile].Said + said, deciles[decile].Came + (agreed ? 1 : 0), deciles[decile].Votes + 1);
                }
                foreach (var cell in hidden.Where(i => study.PartyOf[votes[i].Participant] >= 0)
                    .GroupBy(i => (votes[i].Statement, Party: study.PartyOf[votes[i].Participant])))
                {
                    var chance = new Chance((ulong)(repeat * 1_000_003 + cell.Key.Statement * 31 + cell.Key.Party));
                    ranks[cell.Key.Party].Add(Predicting.Rank(
                        estimates.Of(cell.Key.Statement, cell.Key.Party),
                        cell.Count(i => votes[i].Ballot == Ballot.Agree), cell.Count(), chance.Uniform()));
                }
            }
        }
        for (var party = 0; party < _parties.Length; party++)
        {
            var mine = Enumerable.Range(0, votes.Length).Where(i => times[i] > 0 && study.PartyOf[votes[i].Participant] == party).ToArray();
            TestContext.Out.WriteLine($"{_parties[party]}: {mine.Length} votes; mean log loss, and difference to the fitted beta-binomial ± standard error");
            foreach (var method in Enumerable.Range(0, _methods.Length).Where(method => without || method != Fitted + 1))
            {
                var losses = mine.Select(i => loss[method, i] / times[i]).ToArray();
                var apart = mine.Select(i => (loss[method, i] - loss[Fitted, i]) / times[i]).ToArray();
                var mean = apart.Average();
                var error = Math.Sqrt(apart.Sum(one => (one - mean) * (one - mean))) / apart.Length;
                TestContext.Out.WriteLine($"  {_methods[method],-24} {losses.Average():f4} {mean:+0.0000;-0.0000} ± {error:f4}");
                if (method <= Fitted)
                {
                    Assert.That(mine.Average(i => loss[Estimate, i] / times[i]), Is.LessThan(losses.Average()), _methods[method]);
                }
            }
            var coverage = Predicting.Levels.Select(level => Predicting.Coverage(ranks[party], level.Level)).ToArray();
            TestContext.Out.WriteLine($"  held-out counts inside 50/80/95 % intervals: {string.Join(" / ", coverage.Select(one => $"{one:p1}"))} of {ranks[party].Count} cells");
            // One fold of a few hundred cells is itself uncertain by more than a hundredth.
            var slack = 2 * Math.Sqrt(0.05 / ranks[party].Count);
            Assert.That(coverage[2], Is.EqualTo(0.95).Within(Math.Max(0.02, slack)));
            Assert.That(coverage[1], Is.EqualTo(0.8).Within(Math.Max(0.03, 2 * slack)));
        }
        foreach (var (said, came, count) in deciles.Where(decile => decile.Votes >= 50 * repeats))
        {
            TestContext.Out.WriteLine($"said {said / count:f3}, came {came / count:f3} ({count / repeats:f0} votes)");
            var error = Math.Sqrt(said / count * (1 - said / count) / (count / repeats));
            Assert.That(came / count, Is.EqualTo(said / count).Within(Math.Max(0.04, 3 * error)));
        }
    }

    private sealed class Study
    {
        public Study()
        {
            Data = Reference.Load("campus-protests");
            PartyOf = Data.Labels("declared-groups.csv", _parties);
            var texts = Texted.Read(Path.Combine(Reference.Folder("reference", "campus-protests"), "statements.csv"), "statement", "text");
            Texts = BuiltInEngine.Vectors(
                [.. Data.Statements.Select(id => (IReadOnlyList<TextVersion>)[new TextVersion("en", texts.GetValueOrDefault(id, ""))])], 1);
        }

        public Reference Data { get; }

        public int[] PartyOf { get; }

        public IReadOnlyList<TextVector> Texts { get; }

        public AgreementEstimates Of(VoteMatrix matrix, IReadOnlyList<TextVector>? texts) =>
            EstimatingAgreement.Of(matrix, PartyOf, _parties.Length, texts, 1, new EstimatingOptions { Draws = 100, Threads = 1 });
    }
}
