using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;
using Pulse.Convening;
using Pulse.People;
using Pulse.Worker.Importing;

namespace Pulse.Worker.Commands;

/// <summary>import remesh|polis FOLDER: makes a dialogue of an export, and says what came in and what did not.</summary>
public static partial class Import
{
    public const string Help = """
        import remesh|polis FOLDER   make a dialogue of an export (twice changes nothing; a fault imports nothing)
          --slug SLUG                the dialogue's name in addresses; the folder's name unless told
          --segment COLUMN           remesh: the participants' column that becomes the segments
                                     ("What is your political affiliation?" unless told)
          --agree-is 1|-1            polis: the number that means agree in votes.csv; -1 in Polis' own database
          --language TAG             the language of all texts; by their letters unless told
          --minimum-cell N           fewest people a figure may speak of; segments of so many must be bridged (10)
          --quoting none|paraphrase|verbatim   what the participants agreed to (none)
        """;

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex Slug();

    [GeneratedRegex("^[a-z]{2,3}(-[A-Za-z0-9]+)*$")]
    private static partial Regex LanguageTag();

    /// <param name="connection">As the owner.</param>
    /// <returns>The exit code: 0 where the dialogue holds the export now, 1 where it was refused, 2 for wrong words.</returns>
    public static async Task<int> Run(
        IReadOnlyList<string> arguments, NpgsqlConnection connection, Keyring keyring, TextWriter say, CancellationToken stop)
    {
        var (words, options, wrong) = Read(arguments);
        if (options is null)
        {
            await say.WriteLineAsync($"{wrong}\n{Help}");
            return 2;
        }

        var outcome = await ImportingDialogue.Import(connection, keyring, words[0], words[1], options, stop);
        foreach (var line in Lines(outcome))
        {
            await say.WriteLineAsync(line);
        }

        return outcome is ImportOutcome.Refused ? 1 : 0;
    }

    private static IEnumerable<string> Lines(ImportOutcome outcome) => outcome switch
    {
        ImportOutcome.Done done => Counted($"Imported as '{done.Dialogue.Slug}':", done.Dialogue, done.Import),
        ImportOutcome.AlreadyThere there => Counted(
            $"Nothing to do: '{there.Dialogue.Slug}' already holds exactly this export:", there.Dialogue, there.Import),
        ImportOutcome.Refused refused => refused.Reasons.Select(reason => $"  {reason}").Prepend(refused.Sentence),
        _ => throw new InvalidOperationException($"No words for {outcome.GetType().Name}."),
    };

    private static IEnumerable<string> Counted(string sentence, Dialogue dialogue, ImportedDialogue import)
    {
        var excluded = import.Statements.Count(statement => statement.Exclusion is not null);
        var voted = import.Votes.Select(vote => vote.Statement).Distinct().Count();
        yield return sentence;
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"  {import.Participants.Count:N0} participants, {import.Statements.Count - excluded:N0} statements ({voted:N0} voted on), "
            + $"{import.Votes.Count:N0} votes, {import.Preferences.Count:N0} pair votes, {excluded:N0} exclusions");
        yield return "  segments: " + (import.Segments.Count == 0 ? "none" : string.Join(" · ", import.Segments.Select(segment =>
            $"{segment.Name} ({segment.Slug}) {segment.People}")));
        yield return dialogue.BridgingSegments.Count > 1
            ? $"  consensus must hold in {string.Join(", ", dialogue.BridgingSegments)}"
            : $"  fewer than two segments have {dialogue.MinimumCell} people, so consensus has nothing to bridge";
        foreach (var note in import.Notes)
        {
            yield return $"  {note}";
        }
    }

    private static (IReadOnlyList<string> Words, ImportOptions? Options, string? Wrong) Read(IReadOnlyList<string> arguments)
    {
        var (read, wrong) = Options.Read(
            arguments, ["--slug", "--segment", "--agree-is", "--language", "--minimum-cell", "--quoting"], []);
        if (read is null)
        {
            return ([], null, wrong);
        }

        var minimum = 10;
        wrong = read switch
        {
            { Words: not ["remesh" or "polis", _] } => "Say remesh or polis, and the folder of the export.",
            _ when read["--slug"] is { } slug && !Slug().IsMatch(slug) => "--slug takes small letters, digits and single hyphens.",
            _ when read["--agree-is"] is not (null or "1" or "-1") => "--agree-is takes 1 or -1.",
            _ when read["--language"] is { } tag && !LanguageTag().IsMatch(tag) => "--language takes a tag such as en, ar or zh-TW.",
            _ when read["--minimum-cell"] is { } cell
                && (!int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out minimum) || minimum is < 5 or > 1000) =>
                "--minimum-cell takes a number from 5 to 1000.",
            _ when read["--quoting"] is not (null or "none" or "paraphrase" or "verbatim") =>
                "--quoting takes none, paraphrase or verbatim.",
            _ => null,
        };
        return wrong is not null ? ([], null, wrong) : (read.Words, new ImportOptions
        {
            Slug = read["--slug"],
            SegmentColumn = read["--segment"],
            AgreeIs = read["--agree-is"] == "-1" ? -1 : 1,
            Language = read["--language"],
            MinimumCell = minimum,
            Quoting = read["--quoting"] ?? "none",
        }, null);
    }
}
