using Pulse.Bench;
using Pulse.Bench.Cases;

// Made for `./pulse bench`: see docs/operations.md
try
{
    return args switch
    {
        ["votes", ..] => VoteCase.Run(args.AsSpan(1)),
        ["micro", ..] => Micro(args[1..]),
        _ => throw new BadInputException("there are: votes, micro"),
    };
}
catch (BadInputException wrong)
{
    Console.Error.WriteLine($"pulse bench: {wrong.Message}");
    return 2;
}

// Apart from the rest, so that BenchmarkDotNet is only loaded where it is used
static int Micro(string[] arguments)
{
    BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(BadInputException).Assembly)
        .Run(arguments.Length == 0 ? ["--filter", "*"] : arguments);
    return 0;
}
