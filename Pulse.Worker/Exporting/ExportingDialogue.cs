using System.Data;
using Npgsql;
using Pulse.Convening;
using Pulse.People;

namespace Pulse.Worker.Exporting;

/// <summary>
/// Writes a dialogue's votes, statements and closed questions as CSV. The rows are single people's: the files are for
/// analysts under the same duties as the operator, not for publication.
/// </summary>
public static class ExportingDialogue
{
    // what an export of another shape may have left behind, and an import would take for part of this one
    private static readonly string[] _sometimes = ["comment-groups.csv", "participants-votes.csv"];

    public static async Task<ExportOutcome> Export(
        NpgsqlConnection connection, Keyring keyring, string slug, string folder, GroupLabels labels, bool overwrite,
        CancellationToken stop)
    {
        if (!overwrite && Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            return new ExportOutcome.Refused($"The folder {folder} is not empty: name another, or add --overwrite.");
        }

        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, stop);
        if (await Dialogues.FindBySlug(connection, slug, stop) is not { } dialogue)
        {
            return new ExportOutcome.Refused($"There is no dialogue '{slug}'.");
        }

        var key = await keyring.Of(connection, dialogue.Id, stop);
        var export = await ReadingDialogue.Read(connection, key, dialogue, labels, stop);
        List<ExportedFile> files = [.. PolisBundle.Of(export), .. TidyTables.Of(export)];
        files.Add(TidyTables.Dictionary(files));
        var written = await WritingFiles.Write(folder, files, stop);
        foreach (var old in _sometimes.Where(old => files.All(file => file.Name != old)))
        {
            File.Delete(Path.Combine(folder, old));
        }

        return new ExportOutcome.Done(written, export.Notes);
    }
}
