using Npgsql;
using Pulse.Convening;
using Pulse.People;

namespace Pulse.Worker.Commands;

/// <summary>convene FILE: sets up a dialogue from its definition; the same file again changes nothing.</summary>
public static class Convene
{
    public const string Help = """
        convene FILE                 set up a dialogue from its definition (docs/operations.md)
        """;

    /// <returns>0 where the dialogue stands, 1 where the definition was refused, 2 for wrong words.</returns>
    public static async Task<int> Run(
        IReadOnlyList<string> arguments, NpgsqlConnection connection, Keyring keyring, TextWriter say, CancellationToken stop)
    {
        if (arguments is not [var file] || !File.Exists(file))
        {
            await say.WriteLineAsync($"Name the definition's file.\n{Help}");
            return 2;
        }

        try
        {
            var definition = ReadingDefinition.Read(file, await File.ReadAllTextAsync(file, stop));
            var outcome = await ConveningDialogue.Convene(connection, keyring, definition, file, stop);
            await say.WriteLineAsync(outcome.Created
                ? $"{outcome.Dialogue.Slug} is convened."
                : $"{outcome.Dialogue.Slug} had been convened from the same definition; nothing changed.");
            return 0;
        }
        catch (DefinitionException refused)
        {
            foreach (var problem in refused.Problems)
            {
                await say.WriteLineAsync(problem.ToString());
            }

            return 1;
        }
    }
}
