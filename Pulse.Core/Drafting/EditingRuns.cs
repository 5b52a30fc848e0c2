using Microsoft.Extensions.AI;
using Npgsql;
using Pulse.People;
using Pulse.Work;

namespace Pulse.Drafting;

/// <summary>
/// Edits a run step by step: a step's calls are made while no connection is held, then its effect and its row are written
/// in one short transaction. A restart does the steps that have no row; what a model answered already is in the cache.
/// </summary>
public static class EditingRuns
{
    public const string Job = "edit";

    /// <exception cref="LeaseLostException">Another worker took over: nothing more was written.</exception>
    public static async Task Edit(
        NpgsqlDataSource database, DialogueKey key, Lease lease, EditingMaterial material, IChatClient client, string model, TimeProvider clock,
        CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(material);
        ArgumentNullException.ThrowIfNull(clock);
        var (done, soFar) = await Resume(database, key, material.Run, stop);
        var tools = new EditingTools(client, Rehearsing: false, soFar);
        foreach (var step in EditingSteps.Of(material).Where(step => !done.Contains((step.Task, step.Subject, step.Language))))
        {
            var made = await step.Make(tools, stop);
            CrashPoint.Reach($"{Job}:{step.Task}:called");
            if (!await Write(database, lease, material.Run, connection => Keep(connection, key, material, made, model, Today(clock), stop), stop))
            {
                // Somebody withdrew: the run that follows is edited instead
                return;
            }
            foreach (var wording in made.Themes)
            {
                soFar.Add(wording);
            }
            CrashPoint.Reach($"{Job}:{step.Task}:stored");
        }
        var parity = Parities.Compare(material, soFar, await Back(database, key, material.Run, stop));
        CrashPoint.Reach($"{Job}:parity:compared");
        await Write(database, lease, material.Run, async connection =>
        {
            await Parities.Keep(connection, key, material.Run, parity, Today(clock), stop);
            await Edits.Finish(connection, material.Run, Today(clock), stop);
        }, stop);
        CrashPoint.Reach($"{Job}:parity:stored");
    }

    private static async Task<IReadOnlyList<BackTranslation>> Back(NpgsqlDataSource database, DialogueKey key, Guid run, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return await BackTranslations.OfRun(connection, key, run, stop);
    }

    private static async Task<(IReadOnlySet<(string, string, string)> Done, EditedSoFar SoFar)> Resume(
        NpgsqlDataSource database, DialogueKey key, Guid run, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        var soFar = new EditedSoFar();
        foreach (var wording in await ThemeWordings.OfRun(connection, key, run, stop))
        {
            soFar.Add(wording);
        }
        return (await Edits.Done(connection, run, stop), soFar);
    }

    /// <returns>False, with nothing written, once somebody in the run has withdrawn.</returns>
    internal static async Task<bool> Write(
        NpgsqlDataSource database, Lease lease, Guid run, Func<NpgsqlConnection, Task> write, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await Leases.Guard(connection, lease, stop);
        if (!await Edits.Stands(connection, run, stop))
        {
            return false;
        }
        await write(connection);
        await transaction.CommitAsync(stop);
        return true;
    }

    private static async Task Keep(
        NpgsqlConnection connection, DialogueKey key, EditingMaterial material, EditedStep made, string model, DateOnly today,
        CancellationToken stop)
    {
        foreach (var wording in made.Themes)
        {
            await ThemeWordings.Add(connection, key, material.Run, wording, model, today, stop);
        }
        foreach (var draft in made.Drafts)
        {
            await ClausedDrafts.Add(connection, key, material.Dialogue, material.Run, draft, model, today, stop);
        }
        foreach (var summary in made.Summaries)
        {
            await Summaries.Add(connection, key, material.Run, summary, model, today, stop);
        }
        foreach (var back in made.BackTranslations)
        {
            await BackTranslations.Add(connection, key, material.Run, back, model, today, stop);
        }
        foreach (var edit in made.Edits)
        {
            await Edits.Add(connection, material.Run, edit, model, today, stop);
        }
    }

    internal static DateOnly Today(TimeProvider clock) => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
}
