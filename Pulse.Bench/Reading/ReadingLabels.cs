using System.Text;
using System.Text.Json;

namespace Pulse.Bench.Reading;

/// <summary>Files beside the votes: who belongs to what, and which statements were moderated out.</summary>
internal static class ReadingLabels
{
    /// <summary>Rows of participant and label; an empty label is none.</summary>
    /// <exception cref="BadInputException">A row has no label field, or somebody has two different labels.</exception>
    public static Labels Of(string file, Columns.Wanted[] wanted, Roster participants)
    {
        using var rows = new CsvRows(file);
        var labels = new Identifiers();
        var labelOf = new int[participants.Count];
        Array.Fill(labelOf, -1);
        var strangers = 0;
        Columns? columns = null;
        while (rows.Next())
        {
            if (columns is null)
            {
                columns = Columns.Of(file, [.. Enumerable.Range(0, rows.Fields).Select(i => rows.Field(i).ToArray())], wanted);
                if (columns.HasHeader)
                {
                    continue;
                }
            }
            if (rows.Fields < columns.Roles.Length)
            {
                throw rows.Bad($"{columns.Roles.Length} fields are expected, participant and {wanted[1].Word}; there are {rows.Fields}.");
            }
            var participant = participants.Find(rows.Field(Array.IndexOf(columns.Roles, 0)));
            var field = rows.Field(Array.IndexOf(columns.Roles, 1));
            if (participant < 0)
            {
                strangers++;
                continue;
            }
            if (field.IsEmpty)
            {
                continue;
            }
            var label = labels.Of(field);
            if (labelOf[participant] >= 0 && labelOf[participant] != label)
            {
                throw rows.Bad(
                    $"participant {participants.Name(participant)} already has the {wanted[1].Word} {labels.Name(labelOf[participant])}; "
                    + $"{labels.Name(label)} here. Keep one of the rows.");
            }
            labelOf[participant] = label;
        }
        var roster = new Roster(labels);
        for (var participant = 0; participant < labelOf.Length; participant++)
        {
            labelOf[participant] = labelOf[participant] < 0 ? -1 : roster.Arrival[labelOf[participant]];
        }
        return new Labels([.. Enumerable.Range(0, roster.Count).Select(roster.Name)], labelOf, strangers);
    }

    /// <summary>A JSON array of ids, or one id a line; ids that nobody voted on are counted and left out.</summary>
    /// <exception cref="BadInputException">The file cannot be read, or is neither.</exception>
    public static (int[] Excluded, int Strangers) Excluded(string file, Roster statements)
    {
        string text;
        try
        {
            text = File.ReadAllText(file).Trim();
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{file}: cannot be read: {missing.Message}");
        }
        var ids = text.StartsWith('[')
            ? FromJson(file, text)
            : text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var places = ids.Distinct(StringComparer.Ordinal).Select(id => statements.Find(Encoding.UTF8.GetBytes(id))).ToArray();
        return ([.. places.Where(place => place >= 0).Order()], places.Count(place => place < 0));
    }

    private static string[] FromJson(string file, string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return [.. document.RootElement.EnumerateArray().Select(id => id.ToString())];
        }
        catch (JsonException wrong)
        {
            throw new BadInputException($"{file}: is not a JSON array of ids: {wrong.Message}");
        }
    }
}
