using NUnit.Framework;
using Pulse.Bench.Tables;

namespace Pulse.Tests.Bench.Tables;

[TestFixture]
public sealed class PeersTests
{
    private const string Text = """
        # Figures

        | not | this |
        |---|---|
        | 1 | 2 |

        ## What other programs need for the whole thing
        Words before it.

        | votes | participants × statements | Slow | Slower |
        |---|---|---|---|
        | 0.2 M | 2,031 × 896 (real) | 2.00 s, 100 MB | 4.0 s, 1.5 GB |
        | 10 M | 100,000 × 5,000 | out of memory at 17 GB | 3 s, 30 MB |

        | another | table |
        """;

    [Test]
    public void Ratios_are_of_time_and_memory_per_program()
    {
        var peers = Peers.Parse(Text)!;
        Assert.That(peers.Compare(2031, 896, 0.5, 50 << 20), Is.EqualTo(new[]
        {
            "Slow: 2.00 s, 100 MB = 4.0 × the time, 2.0 × the memory", "Slower: 4.0 s, 1.5 GB = 8.0 × the time, 30.7 × the memory",
        }));
        Assert.That(peers.Compare(100_000, 5_000, 1, 1 << 20).First(), Is.EqualTo("Slow: out of memory at 17 GB"));
        Assert.That(peers.Compare(3, 4, 1, 1), Is.Empty);
    }

    [Test]
    public void Without_a_table_there_is_nothing_to_compare_with() => Assert.That(Peers.Parse("# Figures\nNone."), Is.Null);

    [Test]
    public void The_figures_beside_the_repository_are_read()
    {
        var readme = Path.Combine(Pulse.Tests.Analysing.Reference.Folder("reference"), "README.md");
        var peers = Peers.Parse(File.ReadAllText(readme))!;
        var lines = peers.Compare(10_000, 1_000, 1, 1 << 20).ToArray();
        TestContext.Out.WriteLine(string.Join('\n', lines));
        Assert.That(lines, Has.Length.GreaterThan(1));
    }
}
