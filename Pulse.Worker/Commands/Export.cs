using Npgsql;
using Pulse.People;
using Pulse.Worker.Exporting;

namespace Pulse.Worker.Commands;

/// <summary>export SLUG FOLDER: writes a dialogue's votes, statements and closed questions as CSV.</summary>
public static class Export
{
    public const string Help = """
        export SLUG FOLDER           write votes and statements as Polis names them, and answers to closed questions, as CSV
          --groups opinion|segments  what group-id is: the current run's opinion groups (unless told), or the segments
          --overwrite                into a folder that is not empty
        """;

    /// <returns>The exit code: 0 where the files are written, 1 where that was refused, 2 for wrong words.</returns>
    public static async Task<int> Run(
        IReadOnlyList<string> arguments, NpgsqlConnection connection, Keyring keyring, TextWriter say, CancellationToken stop)
    {
        var (options, wrong) = Options.Read(arguments, ["--groups"], ["--overwrite"]);
        if (options is not { Words: [var slug, var folder] } || options["--groups"] is not (null or "opinion" or "segments"))
        {
            await say.WriteLineAsync($"{wrong ?? "Say the dialogue's name and the folder to write to."}\n{Help}");
            return 2;
        }

        var labels = options["--groups"] == "segments" ? GroupLabels.Segments : GroupLabels.OpinionGroups;
        switch (await ExportingDialogue.Export(connection, keyring, slug, folder, labels, options["--overwrite"] is not null, stop))
        {
            case ExportOutcome.Done done:
                foreach (var (file, rows) in done.Files)
                {
                    await say.WriteLineAsync($"  {file}: {rows} rows");
                }

                foreach (var note in done.Notes)
                {
                    await say.WriteLineAsync($"  {note}");
                }

                await say.WriteLineAsync("  Each row is one person's: for analysis under your duties to them, not for publication.");
                return 0;
            case ExportOutcome.Refused refused:
                await say.WriteLineAsync(refused.Sentence);
                return 1;
            default:
                throw new InvalidOperationException("No words for this outcome.");
        }
    }
}
