using Pulse.Bench.Cases;
using Pulse.Bench.Loading;
using Pulse.Bench.Measurements;
using Pulse.Bench.Replaying;
using Pulse.Bench.Tables;

namespace Pulse.Bench;

/// <summary>Made for <c>./pulse bench</c>: see docs/operations.md.</summary>
internal static class Program
{
    /// <summary>Exit code of a command or a file that must be put right.</summary>
    public const int BadInput = 2;

    public static int Main(string[] words)
    {
        try
        {
            return words switch
            {
                [] or ["--most", ..] => FullTable.Run(words),
                ["votes", .. var rest] => VoteCase.Run(rest),
                ["postgres", .. var rest] => PostgresCase.Run(rest),
                ["load", .. var rest] => LoadCase.Run(rest),
                ["measure", .. var rest] => Measuring.Run(rest),
                ["replay", .. var rest] => Replay.Run(rest),
                ["micro", .. var rest] => Micro(rest),
                [var other, ..] => throw new BadInputException(
                    $"'{other}' is not known; there are votes, postgres, load, measure, replay, micro, and nothing (or --most N) for the whole table."),
            };
        }
        catch (BadInputException wrong)
        {
            Console.Error.WriteLine($"pulse bench: {wrong.Message}");
            return BadInput;
        }
    }

    // Apart from the rest, so that BenchmarkDotNet is only loaded where it is used
    private static int Micro(string[] words)
    {
        BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly)
            .Run(words.Length == 0 ? ["--filter", "*"] : words);
        return 0;
    }
}
