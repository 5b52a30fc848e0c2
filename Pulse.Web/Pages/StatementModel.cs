using Npgsql;
using Pulse.Moderating;
using Pulse.People;
using Pulse.Publishing;

namespace Pulse.Web.Pages;

/// <summary>A statement in one of the dialogue's other languages.</summary>
/// <param name="Read">What is read; null where readers see the original alone.</param>
/// <param name="Machine">What a model made of it, whatever is read; null where none was asked.</param>
public sealed record StatementVersion(string Language, Translated? Read, ShownMachineVersion? Machine);

/// <summary>A statement with every translation of it, and who made which.</summary>
public sealed record StatementModel(DialogueNames Names, Statement Statement, string Text, IReadOnlyList<StatementVersion> Versions)
{
    public string Address => $"{Names.Address}/statements/{Statement.StatementId}";

    /// <returns>Null where the dialogue has no such statement.</returns>
    public static async Task<StatementModel?> Read(
        NpgsqlConnection connection, DialogueNames names, DialogueKey key, Guid id, CancellationToken stop)
    {
        if (await Statements.Find(connection, id, stop) is not { } statement || statement.DialogueId != names.Dialogue.Id)
        {
            return null;
        }

        var read = (await Translations.OfStatements(connection, [id], stop)).ToDictionary(one => one.Language);
        var machine = (await MachineTranslations.OfStatement(connection, id, stop)).ToDictionary(one => one.Language);
        return new StatementModel(
            names, statement, statement.Text(key),
            [.. names.Dialogue.Languages.Where(language => language != statement.Language).Select(language => new StatementVersion(
                language,
                read.TryGetValue(language, out var version) ? new Translated(language, version.Text(key), version.MadeBy) : null,
                machine.TryGetValue(language, out var made)
                    ? ShownMachineVersion.Of(made, MachineTranslations.Text(key, made)) : null))]);
    }
}
