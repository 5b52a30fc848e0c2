using Npgsql;
using Pulse.People;
using Pulse.Worker.Commands;

namespace Pulse.Worker;

/// <summary>Everything the worker's command line can do, in the order in which help shows it.</summary>
public static class CommandTable
{
    public static readonly IReadOnlyList<Command> All =
    [
        new("serve", Serve.Help, Serve.Run),
        new("migrate", Migrate.Help, (call, stop) =>
            call.Words is ["--state", var state]
                ? Migrate.Run(call.Settings.Connection, state, call.Say, stop)
                : Wrong(call, Migrate.Help)),
        OnConnection("convene", Convene.Help, Convene.Run),
        new("analyse", Analyse.Help, Analyse.Run),
        new("invite", Invite.Help, Invite.Run),
        OnConnection("import", Import.Help, Import.Run),
        OnConnection("export", Export.Help, Export.Run),
        new("eval", Eval.Help, Eval.Run),
        new("shuffle", Shuffle.Help, Shuffle.Run),
        new("staff-link", StaffLink.Help, StaffLink.Run),
        new("doctor", Doctor.Help, Doctor.Run),
        new("rehearse", Rehearse.Help, Rehearse.Run),
    ];

    /// <summary>A command that works on one connection, with the key file.</summary>
    private static Command OnConnection(
        string name, string help,
        Func<IReadOnlyList<string>, NpgsqlConnection, Keyring, TextWriter, CancellationToken, Task<int>> run) =>
        new(name, help, async (call, stop) =>
        {
            await using var connection = await call.Database.OpenConnectionAsync(stop);
            return await run(call.Words, connection, call.Keyring, call.Say, stop);
        });

    private static async Task<int> Wrong(Invocation call, string help)
    {
        await call.Say.WriteLineAsync(help);
        return 2;
    }

    /// <summary>Runs the command that the first word names.</summary>
    public static async Task<int> Dispatch(IReadOnlyList<string> arguments, TextWriter say, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(say);
        var command = arguments.Count == 0 ? null : All.FirstOrDefault(one => one.Name == arguments[0]);
        if (command is null)
        {
            await say.WriteLineAsync("dotnet Pulse.Worker.dll COMMAND … [--admin CONNECTION-FILE] [--key KEY-FILE]\n");
            foreach (var one in All)
            {
                await say.WriteLineAsync(one.Help);
            }
            return arguments is ["help"] ? 0 : 2;
        }
        await using var invocation = Invocation.Of([.. arguments.Skip(1)], say);
        return await command.Run(invocation, stop);
    }
}
