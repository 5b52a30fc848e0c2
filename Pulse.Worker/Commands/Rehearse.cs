using Pulse.Analysing;
using Pulse.Convening;
using Pulse.People;
using Pulse.Publishing;
using Pulse.Worker.Rehearsing;

namespace Pulse.Worker.Commands;

/// <summary>rehearse: plays a synthetic sample through both hosts' APIs, once; later starts find it played.</summary>
public static class Rehearse
{
    public const string Help = """
        rehearse FOLDER API-ADDRESS WEB-ADDRESS
                                     play a synthetic sample through the hosts that serve, then say what was found
        """;

    private const string Researcher = "Rehearsal (simulated)";
    private const int SpareCodes = 25;

    public static async Task<int> Run(Invocation call, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (call.Words is not [var folder, var apiAddress, var webAddress])
        {
            await call.Say.WriteLineAsync(Help);
            return 2;
        }

        var file = Path.Combine(folder, "dialogue.yaml");
        var slug = ReadingDefinition.Read(file, await File.ReadAllTextAsync(file, stop)).Slug;
        await using var connection = await call.Database.OpenConnectionAsync(stop);
        var known = await Dialogues.FindBySlug(connection, slug, stop);
        if (known is not null && await Runs.Current(connection, known.Id, stop) is null)
        {
            await call.Say.WriteLineAsync($"An earlier rehearsal of {slug} was cut short: './pulse reset' clears the way for a new one.");
            return 1;
        }

        if (known is not null)
        {
            await call.Say.WriteLineAsync($"{slug} was rehearsed before; its data is used as it is.");
        }
        else
        {
            using var api = new HttpClient { BaseAddress = new Uri(apiAddress) };
            using var web = new HttpClient { BaseAddress = new Uri(webAddress) };
            var desk = new DeskClient(web);
            await desk.SignIn(await StaffLink.Issue(connection, Researcher, StaffRole.Admin, stop), stop);
            var spare = await new Rehearsal(folder, api, desk, call.Say, SpareCodes).Play(stop);
            await KeepSpareCodes(call, spare, stop);
            known = await Dialogues.FindBySlug(connection, slug, stop);
        }

        await Tell(call, connection, known!, stop);
        return 0;
    }

    // Codes are bearer secrets: they stand beside the key file, readable by its owner only, until somebody uses them
    private static async Task KeepSpareCodes(Invocation call, IReadOnlyList<string> codes, CancellationToken stop)
    {
        await using var writer = new StreamWriter(OwnerOnlyFile.Open(
            Path.Combine(Path.GetDirectoryName(Path.GetFullPath(call.Settings.NeedKeyFile()))!, "spare-codes"), FileMode.Create));
        foreach (var code in codes)
        {
            await writer.WriteLineAsync(code.AsMemory(), stop);
        }
    }

    private static async Task Tell(Invocation call, Npgsql.NpgsqlConnection connection, Dialogue dialogue, CancellationToken stop)
    {
        await call.Say.WriteLineAsync($"\n{dialogue.Title.In("en")}");
        foreach (var group in await GroupOverviews.OfDialogue(connection, dialogue.Id, stop))
        {
            var name = dialogue.WorkingGroups.First(one => one.Slug == group.WorkingGroup).Name.In("en");
            var floor = group.BestFloor is { } best
                ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"at least {Math.Floor(best * 100):0} % in every group")
                : "nothing certified";
            await call.Say.WriteLineAsync(
                $"  {name,-52} {group.Answers,3} answers, {group.SetAside} set aside, {group.Votes,5} votes, "
                + $"{group.Certified} certified, {floor}");
        }
    }
}
