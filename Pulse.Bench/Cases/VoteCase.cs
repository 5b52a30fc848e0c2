using System.Globalization;
using Pulse.Analysing.Matrices;
using Pulse.Bench.Reading;
using Pulse.Bench.Writing;

namespace Pulse.Bench.Cases;

/// <summary><c>votes</c>: one case from a file or made up, from the process's start to every result.</summary>
internal static class VoteCase
{
    /// <summary>The file by which a folder of results is known.</summary>
    public const string Sign = "summary.json";

    private static readonly string[] _options =
    [
        "--participants", "--statements", "--votes", "--csv", "--binary", "--groups", "--segments", "--excluded", "--order",
        "--seed", "--threads", "--out", "--write",
    ];

    private static readonly string[] _sources = ["--csv", "--binary", "--votes"];

    public static int Run(ReadOnlySpan<string> words)
    {
        var arguments = new Arguments(words, _options, ["--json"]);
        var synthetic = Synthetic(arguments);
        if (arguments.Text("--write") is { } place)
        {
            var votes = WritingVotes.Of(
                place, synthetic ?? throw new BadInputException("--write needs --participants, --statements and --votes."));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{votes:N0} votes written to {place}: votes.csv, votes.bin (int32 participant, int32 statement, int8 vote), segments.csv"));
            return 0;
        }
        var threads = (int)arguments.Number("--threads", 1, 1, 1024);
        var seed = (ulong)arguments.Number("--seed", 1, 0, long.MaxValue);
        var clock = new Stages();

        var file = synthetic is not null ? null
            : arguments.Text("--csv") is { } csv ? ReadingVoteFiles.Csv(csv, threads, clock)
            : ReadingVoteFiles.Binary(arguments.Text("--binary")!, threads, clock);
        var matrix = file?.Matrix ?? Made(synthetic!, threads, clock);
        clock.Done("build");
        var segments = Segments(arguments, synthetic, file);
        var groups = arguments.Text("--groups") is { } given
            ? ReadingLabels.Of(given, Columns.Groups, Roster(file, "--groups").Participants)
            : null;
        var (excluded, unknown) = arguments.Text("--excluded") is { } moderated
            ? ReadingLabels.Excluded(moderated, Roster(file, "--excluded").Statements)
            : ([], 0);
        clock.Done("labels");
        var input = new VoteInput(
            matrix, segments?.Names ?? [], segments?.Of ?? Nobody(matrix.Participants), excluded,
            arguments.Text("--order") is { } order ? Arrival(order, file, matrix.Participants) : null,
            groups?.Names, groups?.Of, seed, threads);
        var results = AnalysingVotes.Of(input);
        clock.Done("analyse");

        var summary = new Summary(input, results, file, groups?.Strangers ?? 0, segments?.Strangers ?? 0, unknown, clock, synthetic);
        if (arguments.Text("--out") is { } folder)
        {
            Whole.Folder(folder, Sign, into =>
            {
                WritingResults.Of(
                    into, input, results, new Names(matrix.Participants, file?.Participants), new Names(matrix.Statements, file?.Statements));
                summary.Write(Path.Combine(into, Sign));
            });
        }
        if (arguments.Has("--json"))
        {
            summary.WriteLine(Console.Out);
        }
        else
        {
            summary.Tell(Console.Out, arguments.Text("--out"));
        }
        return 0;
    }

    private static Synthetic? Synthetic(Arguments arguments)
    {
        string[] sources = [.. _sources.Where(arguments.Has)];
        if (sources.Length != 1)
        {
            throw new BadInputException(
                "Give one source of votes: --csv FILE, --binary FILE, or --participants P --statements S --votes N for made-up ones.");
        }
        if (sources[0] != "--votes")
        {
            return arguments.Has("--participants") || arguments.Has("--statements")
                ? throw new BadInputException($"--participants and --statements belong to --votes, not to {sources[0]}.")
                : null;
        }
        if (!arguments.Has("--participants") || !arguments.Has("--statements"))
        {
            throw new BadInputException("--votes needs --participants and --statements.");
        }
        var participants = (int)arguments.Number("--participants", 0, 1, 1 << 28);
        var statements = (int)arguments.Number("--statements", 0, 1, VoteMatrix.MostStatements);
        return new Synthetic(participants, statements, arguments.Number("--votes", 0, 1, int.MaxValue));
    }

    private static VoteMatrix Made(Synthetic synthetic, int threads, Stages clock)
    {
        var builder = new VoteMatrixBuilder();
        synthetic.Each(builder.Add);
        clock.Done("make");
        return builder.Build(synthetic.Participants, synthetic.Statements, threads);
    }

    /// <summary>Declared segments: a file's, or for made-up votes the groups that they were made from.</summary>
    private static Labels? Segments(Arguments arguments, Synthetic? synthetic, VoteFile? file)
    {
        var segments = arguments.Text("--segments");
        return segments == "none" ? null
            : segments is not null ? ReadingLabels.Of(segments, Columns.Segments, Roster(file, "--segments FILE").Participants)
            : synthetic is not null ? new Labels(["0", "1", "2", "3"], synthetic.GroupLabels(), 0)
            : null;
    }

    private static VoteFile Roster(VoteFile? file, string option) =>
        file ?? throw new BadInputException($"{option} names ids of a file; made-up votes have none. Use --csv or --binary.");

    private static int[] Arrival(string order, VoteFile? file, int participants)
    {
        if (order != "arrival")
        {
            throw new BadInputException($"--order can be 'arrival', not '{order}'; without it the start is seeded.");
        }
        if (file is not null)
        {
            return file.Participants.Arrival;
        }
        var rising = new int[participants];
        for (var i = 0; i < rising.Length; i++)
        {
            rising[i] = i;
        }
        return rising;
    }

    private static int[] Nobody(int participants)
    {
        var none = new int[participants];
        Array.Fill(none, -1);
        return none;
    }
}
