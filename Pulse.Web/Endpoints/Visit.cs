using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.Features;
using Npgsql;
using Pulse.Convening;
using Pulse.People;
using Pulse.Web.Access;
using Pulse.Web.Pages;

namespace Pulse.Web.Endpoints;

/// <summary>One request to a dialogue at the desk: its connection, its names and key, and who asks.</summary>
public sealed record Visit(
    HttpContext Context, NpgsqlConnection Connection, DialogueNames Names, DialogueKey Key, DateTimeOffset Now)
{
    public Dialogue Dialogue => Names.Dialogue;
    public DateOnly Today => DateOnly.FromDateTime(Now.UtcDateTime);
    public CancellationToken Stop => Context.RequestAborted;

    /// <summary>The policies let nobody this far who is not signed in.</summary>
    public StaffMember Member => Context.Features.GetRequiredFeature<SignedIn>().Member;

    public IResult Page<TPage>(object model) where TPage : IComponent => Reply.Page<TPage>(Context, model);
}

/// <summary>Opens what a request needs, and answers 404 where there is no such dialogue or working group.</summary>
public sealed class Visits(NpgsqlDataSource database, Keyring keyring, TimeProvider clock)
{
    public async Task<IResult> To(HttpContext context, string slug, Func<Visit, Task<IResult>> visit)
    {
        await using var connection = await database.OpenConnectionAsync(context.RequestAborted);
        var dialogue = await Dialogues.FindBySlug(connection, slug, context.RequestAborted);
        if (dialogue is null)
        {
            return TypedResults.NotFound();
        }

        var key = await keyring.Of(connection, dialogue.Id, context.RequestAborted);
        var names = new DialogueNames(dialogue, DeskContext.Of(context).Language);
        return await visit(new Visit(context, connection, names, key, clock.GetUtcNow()));
    }

    public Task<IResult> To(HttpContext context, string slug, string group, Func<Visit, WorkingGroup, Task<IResult>> visit) =>
        To(context, slug, visited => visited.Dialogue.WorkingGroups.FirstOrDefault(known => known.Slug == group) is { } found
            ? visit(visited, found)
            : Task.FromResult<IResult>(TypedResults.NotFound()));
}
