using Npgsql;
using Pulse.People;

namespace Pulse.Worker.Commands;

/// <summary>staff-link: a sign-in link that works once; the first one is how a new installation is entered.</summary>
public static class StaffLink
{
    public const string Help = """
        staff-link ADDRESS [NAME [ROLE]]
                                     a link that signs in once, within a day; ROLE is admin (unless told), facilitator,
                                     researcher or auditor
        """;

    private static readonly TimeSpan _lasts = TimeSpan.FromDays(1);

    public static async Task<int> Run(Invocation call, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(call);
        var words = call.Words;
        if (words.Count is 0 or > 3 || !Uri.TryCreate(words[0], UriKind.Absolute, out var address)
            || !Enum.TryParse<StaffRole>(words.ElementAtOrDefault(2) ?? "admin", ignoreCase: true, out var role))
        {
            await call.Say.WriteLineAsync(Help);
            return 2;
        }

        await using var connection = await call.Database.OpenConnectionAsync(stop);
        var token = await Issue(connection, words.ElementAtOrDefault(1) ?? "Administrator", role, stop);
        await call.Say.WriteLineAsync($"{new Uri(address, "/sign-in")}#{token}");
        return 0;
    }

    internal static async Task<string> Issue(NpgsqlConnection connection, string name, StaffRole role, CancellationToken stop)
    {
        var member = await StaffMembers.Ensure(connection, name, role, "en", stop);
        return await StaffLinks.Issue(connection, member.StaffId, TimeProvider.System.GetUtcNow(), _lasts, stop);
    }
}
