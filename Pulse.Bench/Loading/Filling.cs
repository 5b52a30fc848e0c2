using System.Globalization;
using Npgsql;
using NpgsqlTypes;
using Pulse.People;

namespace Pulse.Bench.Loading;

/// <summary>Fills the database of a load measurement with made-up statements and people.</summary>
internal static class Filling
{
    public static readonly string[] Segments = ["east", "west"];

    private static readonly DateOnly _day = new(2026, 11, 1);

    private static readonly string[] _texts =
    [
        "One made-up statement of the load measurement, number {0}, about as long as what people write about the water of their valley.",
        "משפט לדוגמה מספר {0} של מדידת העומס, באורך של מה שאנשים כותבים על המים בעמק שלהם.",
        "جملة تجريبية رقم {0} لقياس الحمل، بطول ما يكتبه الناس عن المياه في واديهم.",
    ];

    public static async Task Statements(NpgsqlConnection connection, DialogueKey key, Guid[] ids)
    {
        await using (var rows = await connection.BeginBinaryImportAsync("""
            copy moderating.statements
              (statement_id, dialogue_id, item, working_group, segment, language, text_sealed, approved_on)
            from stdin (format binary)
            """))
        {
            for (var at = 0; at < ids.Length; at++)
            {
                await rows.StartRowAsync();
                await rows.WriteAsync(ids[at], NpgsqlDbType.Uuid);
                await rows.WriteAsync(key.DialogueId, NpgsqlDbType.Uuid);
                await rows.WriteAsync(Definition.Open, NpgsqlDbType.Text);
                await rows.WriteAsync("water", NpgsqlDbType.Text);
                await rows.WriteAsync(Segments[at % 2], NpgsqlDbType.Text);
                await rows.WriteAsync("en", NpgsqlDbType.Text);
                await rows.WriteAsync(key.Seal(Text(0, at), "moderating.statements.text", ids[at]), NpgsqlDbType.Bytea);
                await rows.WriteAsync(_day, NpgsqlDbType.Date);
            }

            await rows.CompleteAsync();
        }

        await using var translations = await connection.BeginBinaryImportAsync(
            "copy moderating.translations (statement_id, language, text_sealed, made_by) from stdin (format binary)");
        for (var at = 0; at < ids.Length; at++)
        {
            foreach (var (language, place) in new[] { ("he", 1), ("ar", 2) })
            {
                await translations.StartRowAsync();
                await translations.WriteAsync(ids[at], NpgsqlDbType.Uuid);
                await translations.WriteAsync(language, NpgsqlDbType.Text);
                await translations.WriteAsync(
                    key.Seal(Text(place, at), $"moderating.translations.text:{language}", ids[at]), NpgsqlDbType.Bytea);
                await translations.WriteAsync("person", NpgsqlDbType.Text);
            }
        }

        await translations.CompleteAsync();
    }

    public static async Task People(NpgsqlConnection connection, Guid dialogueId, IReadOnlyList<Person> people)
    {
        await using var rows = await connection.BeginBinaryImportAsync("""
            copy collecting.participants
              (participant_id, dialogue_id, segment, segment_chosen, language, consent_version, joined_on)
            from stdin (format binary)
            """);
        foreach (var person in people)
        {
            await rows.StartRowAsync();
            await rows.WriteAsync(person.Id, NpgsqlDbType.Uuid);
            await rows.WriteAsync(dialogueId, NpgsqlDbType.Uuid);
            await rows.WriteAsync(Segments[person.Below(2)], NpgsqlDbType.Text);
            await rows.WriteAsync(true, NpgsqlDbType.Boolean);
            await rows.WriteAsync("en", NpgsqlDbType.Text);
            await rows.WriteAsync(1, NpgsqlDbType.Integer);
            await rows.WriteAsync(_day, NpgsqlDbType.Date);
        }

        await rows.CompleteAsync();
    }

#pragma warning disable CA2100 // constants of this folder, and names made of hexadecimal digits only
    public static async Task Execute(string database, string statement)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }
#pragma warning restore CA2100

    private static string Text(int language, int number) =>
        string.Format(CultureInfo.InvariantCulture, _texts[language], number);
}
