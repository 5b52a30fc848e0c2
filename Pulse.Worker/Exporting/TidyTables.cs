using System.Globalization;
using Pulse.Convening;

namespace Pulse.Worker.Exporting;

/// <summary>What the Polis files have no place for: closed questions, where statements come from, exclusions, and all columns' meaning.</summary>
internal static class TidyTables
{
    public static IEnumerable<ExportedFile> Of(ExportedDialogue export)
    {
        yield return Choices(export);
        yield return Statements(export);
        yield return Exclusions(export);
    }

    public static ExportedFile Dictionary(IReadOnlyList<ExportedFile> files) => new(
        "data-dictionary.csv", "What every file and column of this export means.",
        [("file", "the file"), ("column", "the column; blank for the file as a whole"), ("meaning", "what it means")],
        files.SelectMany(file => Described(file)
            .Select(column => new[] { CsvCell.Of(file.Name), CsvCell.Of(column.Name), CsvCell.Of(column.Meaning) })
            .Prepend([CsvCell.Of(file.Name), "", CsvCell.Of(file.About)])));

    // a column per statement needs one line here, not thousands
    private static IEnumerable<(string Name, string Meaning)> Described(ExportedFile file)
    {
        var named = file.Columns.Where(column => !column.Name.All(char.IsAsciiDigit));
        return named.Count() == file.Columns.Count
            ? named
            : named.Append(("0, 1, 2 …", "vote on the statement of that number: 1 agree, -1 disagree, 0 pass, blank for none"));
    }

    private static ExportedFile Choices(ExportedDialogue export) => new(
        "choices.csv", "Answers to closed questions: one line per participant, item and chosen option.",
        [
            ("participant", "the participant's number, as in participant-votes.csv"),
            ("segment", "the top-level segment; blank where not told, and for segments of fewer people than the minimum cell"),
            ("item", "the question's name in the dialogue's definition"),
            ("kind", "single, multiple, scale or rank"),
            ("option", "the chosen option's name; for a scale the step"),
            ("rank", "for rank the place given, 1 first; otherwise blank"),
            ("day", "the day of the answer"),
        ],
        from choice in export.Choices
        let kind = export.Dialogue.FindItem(choice.Item)?.Kind
        from chosen in choice.Chosen.Index()
        select new[]
        {
            CsvCell.Of(choice.Participant), CsvCell.Of(export.Participants[choice.Participant].Segment ?? ""),
            CsvCell.Of(choice.Item), Word(kind), CsvCell.Of(chosen.Item),
            kind is ItemKind.Rank ? CsvCell.Of(chosen.Index + 1) : "",
            choice.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        });

    private static ExportedFile Statements(ExportedDialogue export) => new(
        "statements.csv", "Where each statement of comments.csv comes from.",
        [
            ("comment-id", "the statement's number"),
            ("working-group", "the working group"),
            ("question", "the open question it answers"),
            ("language", "the language it was written in"),
            ("quoting", "what its author allows: none (do not quote it), paraphrase, verbatim"),
        ],
        export.Statements.Select((statement, number) => new[]
        {
            CsvCell.Of(number), CsvCell.Of(statement.WorkingGroup), CsvCell.Of(statement.Question),
            CsvCell.Of(statement.Language), CsvCell.Of(statement.Quoting),
        }));

    private static ExportedFile Exclusions(ExportedDialogue export) => new(
        "exclusions.csv", "Answers that did not become statements, counted by reason; their words are not exported.",
        [("question", "the open question"), ("reason", "why"), ("answers", "how many")],
        export.Exclusions.Select(row => new[] { CsvCell.Of(row.Item), CsvCell.Of(row.Reason), CsvCell.Of(row.Count) }));

    private static string Word(ItemKind? kind) => kind switch
    {
        ItemKind.Single => "single",
        ItemKind.Multiple => "multiple",
        ItemKind.Scale => "scale",
        ItemKind.Rank => "rank",
        // an item's kind never changes; null is an item that a later definition no longer has
        ItemKind.OpenQuestion or ItemKind.StatementVoting or ItemKind.Ratification or null => "",
    };
}
