using NUnit.Framework;
using Pulse.Bench;
using Pulse.Language;

namespace Pulse.Tests.Language;

[TestFixture]
public sealed class ReducingTests
{
    /// <summary>More than one block of rows.</summary>
    private static readonly Corpus _corpus = Corpus.Read(new SyntheticAnswers(TermMatrix.BlockRows + 76).Texts);

    [Test]
    public void Rows_made_a_block_at_a_time_end_in_the_same_place_to_the_last_bit()
    {
        var vectorising = Vectorising.Learn(_corpus);
        var matrix = vectorising.Rows(_corpus.Texts);
        var reducing = Reducing.Learn(matrix, 12, 1);
        var (whole, blocks) = (reducing.Apply(matrix), reducing.Apply(vectorising, _corpus.Texts));
        Assert.That((whole.Count, whole.Dimensions), Is.EqualTo((TermMatrix.BlockRows + 76, 12)));
        for (var i = 0; i < whole.Count; i++)
        {
            Assert.That(whole.Row(i).SequenceEqual(blocks.Row(i)), Is.True);
        }
    }

    [Test]
    public void One_thread_reads_what_many_read()
    {
        var one = new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, 1).ExclusiveScheduler;
        var alone = Task.Factory.StartNew(
            () => BuiltInEngine.Vectors(_corpus, 4), CancellationToken.None, TaskCreationOptions.None, one).Result;
        var many = BuiltInEngine.Vectors(_corpus, 4);
        Assert.That(Enumerable.Range(0, many.Count).All(i => many.Row(i).SequenceEqual(alone.Row(i))), Is.True);
    }

    [Test]
    public void Directions_of_other_features_are_refused()
    {
        var matrix = TermMatrix.From([TextVector.Dense([1, 2]), TextVector.Dense([2, 1])]);
        Assert.That(() => Reducing.Learn(matrix, 2, 1).Apply(TermMatrix.From([TextVector.Dense([1, 2, 3])])), Throws.ArgumentException);
    }

    [Test]
    public void A_text_is_read_into_the_stems_it_is_made_of_and_no_stop_words()
    {
        var corpus = Corpus.Read([[new("en", "The wells of the villages"), new("he", "והבארות של הכפרים")], [], [new("en", "A village")]]);
        Assert.That(corpus.Languages, Is.EqualTo(new[] { "en", "he" }));
        Assert.That(corpus.Texts.FirstVersion, Is.EqualTo(new[] { 0, 2, 2, 3 }));
        Assert.That(corpus.Texts.Of(0).ToArray().Select(stem => corpus.Stems[stem]), Is.EqualTo(new[] { "well", "village" }));
        Assert.That(corpus.Texts.Of(1).Length, Is.EqualTo(2), "the preposition is left out");
        Assert.That(corpus.Texts.Only([2, 0]).Of(0).ToArray().Select(stem => corpus.Stems[stem]), Is.EqualTo(new[] { "village" }));
    }
}
