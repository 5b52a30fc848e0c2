using Pulse.People;
using Pulse.Tests.Hosts;

namespace Pulse.Tests.Voting;

/// <summary>Many people for stories about votes: with a session, consent and a segment, without the requests for them.</summary>
internal static class Voters
{
    public static async Task<IReadOnlyList<TestPhone>> Of(ParticipantsHost host, int count)
    {
        await using var connection = await host.Database.Connect();
        var key = await host.Keyring.Of(connection, host.Dialogue.Id, default);
        var phones = new List<TestPhone>();
        for (var at = 0; at < count; at++)
        {
            var phone = host.Phone();
            phone.Session = Session.For(key, phone.Secret).Token;
            phones.Add(phone);
        }

        await host.Do("""
            insert into collecting.participants
              (participant_id, dialogue_id, segment, segment_chosen, language, consent_version, joined_on)
            select p.id, @DialogueId, case when p.place % 2 = 0 then 'east' else 'west-hills' end, true, 'en', 3, '2026-05-04'
            from unnest(@Ids) with ordinality as p (id, place)
            """, new { DialogueId = host.Dialogue.Id, Ids = phones.Select(phone => key.Pseudonym(phone.Secret)).ToArray() });
        return phones;
    }

    public static async Task<IReadOnlyList<Guid>> Statements(ParticipantsHost host, int count)
    {
        var statements = new List<Guid>();
        for (var at = 0; at < count; at++)
        {
            statements.Add(await host.Statement($"Statement {at}", "west"));
        }

        return statements;
    }

    public static Task<Told> Vote(TestPhone phone, Guid statement, string vote = "agree", Guid? key = null) =>
        phone.Post("/v1/votes", new { statement, vote, languageRead = "en" }, key);
}
