using Npgsql;
using Pulse.Drafting;
using Pulse.Moderating;
using Pulse.People;
using Pulse.Publishing;

namespace Pulse.Web.Pages;

/// <summary>What a run shows of differences between languages, with the statements they are about, opened.</summary>
/// <param name="Parity">Null where the run was not edited, or a withdrawal took it.</param>
/// <param name="Back">By statement and language of the translation.</param>
/// <param name="Repetitions">By language; empty where none can be asked for.</param>
/// <param name="Statements">As they are read now.</param>
public sealed record LanguagesModel(
    DialogueNames Names, Guid Run, Parity? Parity, IReadOnlyDictionary<(Guid Statement, string Through), BackTranslation> Back,
    IReadOnlyList<Repetition> Repetitions, IReadOnlyDictionary<Guid, Words> Statements)
{
    /// <summary>Null for one that was withdrawn.</summary>
    public Words? Find(Guid statement) => Statements.GetValueOrDefault(statement);

    public string AddressOf(Guid statement) => $"{Names.Address}/statements/{statement}";

    public static async Task<LanguagesModel> Read(
        NpgsqlConnection connection, DialogueNames names, DialogueKey key, Guid run, CancellationToken stop)
    {
        var parity = await Parities.Find(connection, key, run, stop);
        var repetitions = await Pulse.Drafting.Repetitions.OfRun(connection, key, run, stop);
        Guid[] ids =
        [
            .. (parity?.Splits ?? []).Select(split => split.One.Statement), .. (parity?.Drifts ?? []).Select(drift => drift.Id),
            .. (parity?.Unmeasured ?? []).Select(one => one.Statement),
            .. repetitions.SelectMany(one => one.Report?.Parts ?? []).Where(part => part.Side is not null).Select(part => Guid.Parse(part.Subject)),
        ];
        var statements = await Pulse.Moderating.Statements.OfIds(connection, [.. ids.Distinct()], stop);
        var translations = (await Translations.OfStatements(connection, [.. ids.Distinct()], stop)).ToLookup(one => one.StatementId);
        return new LanguagesModel(
            names, run, parity,
            (await BackTranslations.OfRun(connection, key, run, stop)).ToDictionary(one => (one.Statement, one.Translation.Language)),
            repetitions,
            statements.ToDictionary(one => one.StatementId, one => new Words(
                one.Text(key), one.Language,
                [.. translations[one.StatementId].Select(other => new Translated(other.Language, other.Text(key), other.MadeBy))])));
    }
}
