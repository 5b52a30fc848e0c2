using Npgsql;
using Pulse.Convening;
using Pulse.People;

namespace Pulse.Worker.Importing;

/// <summary>
/// Makes a dialogue of an export: read and checked whole first, then written whole in one transaction. The same export
/// again changes nothing; another one under the same slug is refused, since an import is never mixed with another.
/// </summary>
public static class ImportingDialogue
{
    /// <param name="connection">As the owner: an import fills several rooms at once, which no host may.</param>
    /// <param name="platform">"remesh" or "polis".</param>
    public static async Task<ImportOutcome> Import(
        NpgsqlConnection connection, Keyring keyring, string platform, string folder, ImportOptions options,
        CancellationToken stop)
    {
        var problems = new Problems();
        var import = platform switch
        {
            "remesh" => RemeshExport.Read(folder, options, problems),
            "polis" => PolisExport.Read(folder, options, problems),
            _ => throw new ArgumentException($"There is no importer for '{platform}'.", nameof(platform)),
        };
        if (import is null)
        {
            return new ImportOutcome.Refused(
                $"Nothing was imported: {problems.Count} {(problems.Count == 1 ? "problem" : "problems")} in {folder}.",
                [.. problems.Lines()]);
        }

        var slug = options.Slug ?? SlugOfFolder(folder);
        var definition = DefiningImport.Define(import, options, slug);
        if (await Dialogues.FindBySlug(connection, slug, stop) is { } known)
        {
            return await Again(connection, keyring, known, definition, import, stop);
        }

        await using var transaction = await connection.BeginTransactionAsync(stop);
        Dialogue dialogue;
        try
        {
            (dialogue, var key) = await ConveningDialogue.ConveneWithin(connection, keyring, definition, stop);
            using (key)
            {
                await new WritingImport(connection, key, dialogue, import, options.Quoting).Write(stop);
            }
        }
        catch (PostgresException error) when (Sql.Violates(error, "dialogue_slug_is_unique"))
        {
            return new ImportOutcome.Refused(
                $"Nothing was imported: '{slug}' was taken by another import at this very moment. Run it again.", []);
        }

        await transaction.CommitAsync(stop);
        return new ImportOutcome.Done(dialogue, import);
    }

    private static async Task<ImportOutcome> Again(
        NpgsqlConnection connection, Keyring keyring, Dialogue known, Dialogue definition, ImportedDialogue import,
        CancellationToken stop)
    {
        var key = await keyring.Of(connection, known.Id, stop);
        var differences = await ComparingImport.Differences(connection, key, known, definition, import, stop);
        return differences.Count == 0
            ? new ImportOutcome.AlreadyThere(known, import)
            : new ImportOutcome.Refused(
                $"Nothing was imported: the dialogue '{known.Slug}' is there and is not this export. Choose another --slug.",
                differences);
    }

    private static string SlugOfFolder(string folder) =>
        Slugs.Of(Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)))) is { Length: > 0 } slug
            ? slug
            : "imported";
}
