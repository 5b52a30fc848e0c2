using Npgsql;
using Pulse.People;

namespace Pulse.Convening;

/// <summary>Sets up a dialogue from its definition, with its key, in one transaction: whole or not at all.</summary>
public static class ConveningDialogue
{
    /// <param name="Created">False where the same definition had been convened before.</param>
    public sealed record Outcome(Dialogue Dialogue, bool Created);

    /// <exception cref="DefinitionException">The slug is taken by another definition.</exception>
    public static async Task<Outcome> Convene(
        NpgsqlConnection connection, Keyring keyring, Dialogue definition, string file, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(definition);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        try
        {
            var (dialogue, key) = await ConveneWithin(connection, keyring, definition, stop);
            key.Dispose();
            await transaction.CommitAsync(stop);
            return new Outcome(dialogue, Created: true);
        }
        catch (PostgresException error) when (Sql.Violates(error, "dialogue_slug_is_unique"))
        {
            await transaction.RollbackAsync(stop);
            var known = await Dialogues.FindBySlug(connection, definition.Slug, stop);
            return known is not null && Dialogues.HashOf(known).AsSpan().SequenceEqual(Dialogues.HashOf(definition))
                ? new Outcome(known, Created: false)
                : throw new DefinitionException([new(
                    file, 1, 1, "dialogue", $"'{definition.Slug}' is taken by another dialogue: choose another name")]);
        }
    }

    /// <summary>The same inside a transaction of the caller, who fills the new dialogue in the same breath.</summary>
    /// <returns>The dialogue with its id, and its key, which the caller disposes of.</returns>
    public static async Task<(Dialogue Dialogue, DialogueKey Key)> ConveneWithin(
        NpgsqlConnection connection, Keyring keyring, Dialogue definition, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(keyring);
        ArgumentNullException.ThrowIfNull(definition);
        var dialogue = definition with { Id = Guid.NewGuid() };
        await Dialogues.Add(connection, dialogue, stop);
        return (dialogue, await keyring.Create(connection, dialogue.Id, stop));
    }
}
