using Pulse.Moderating;
using Pulse.Tests.Work;

namespace Pulse.Tests.Desk;

/// <summary>
/// A dialogue large enough for a map: two clear camps, a minority across both that rejects what the others share, statements
/// that most leave open, and answers about two matters, one of which has two sides to it. Written straight into the tables.
/// </summary>
internal static class CampedDialogue
{
    public const int East = 50;
    public const int West = 40;
    public const int Answers = 90;

    /// <summary>In each camp; they disagree with what the camps share.</summary>
    public const int Dissenters = 6;

    private static readonly string[] _water = ["water", "river", "springs", "valley", "rain", "drought", "aquifer", "streams"];
    private static readonly string[] _prices = ["price", "tariff", "bill", "invoice", "subsidy", "household", "cost", "meter"];
    private static readonly string[] _pipes = ["pipes", "pumps", "leaks", "engineers", "repair", "valves", "sewage", "tank"];
    private static readonly string[] _schools = ["school", "teachers", "pupils", "lessons", "classroom", "books", "history", "exam"];

    public static async Task<WorkedDialogue> Make()
    {
        var made = await WorkedDialogue.Make();
        var people = await Join(made, "east", East);
        people = [.. people, .. await Join(made, "west", West)];
        await Answer(made, people);
        await made.Moderate();
        await Vote(made, people, East, seed: 7);
        return made;
    }

    /// <summary>More people of the west, who vote as it does.</summary>
    public static async Task Grow(WorkedDialogue made, int people) =>
        await Vote(made, await Join(made, "west", people), easterners: 0, seed: 8);

    private static async Task<Guid[]> Join(WorkedDialogue made, string segment, int count)
    {
        Guid[] ids = [.. Enumerable.Range(0, count).Select(_ => Guid.NewGuid())];
        await made.Do("""
            insert into collecting.participants (participant_id, dialogue_id, segment, language, consent_version, joined_on)
            select id, @dialogueId, @segment, 'en', 3, @today from unnest(@ids) as id
            """, new { ids, dialogueId = made.Dialogue.Id, segment, today = WorkedDialogue.Today });
        return ids;
    }

    private static async Task Answer(WorkedDialogue made, Guid[] people)
    {
        var chance = new Chance(5);
        Guid[] ids = [.. Enumerable.Range(0, Answers).Select(_ => Guid.NewGuid())];
        var texts = ids.Select((id, i) => made.Key.Seal(Text(i, ref chance), Pulse.Collecting.Answer.TextColumn, id)).ToArray();
        await made.Do("""
            insert into collecting.answers
              (answer_id, dialogue_id, participant_id, item, language, text_sealed, quoting, answered_on)
            select id, @dialogueId, person, 'water-open', 'en', sealed_text, 'verbatim', @today
            from unnest(@ids, @authors, @texts::bytea[]) as written (id, person, sealed_text)
            """, new
        {
            ids,
            authors = people[..Answers],
            texts,
            dialogueId = made.Dialogue.Id,
            today = WorkedDialogue.Today,
        });
    }

    // Two answers in three are about water, half of them about what it costs and half about how it gets there
    private static string Text(int i, ref Chance chance) => (i % 3) switch
    {
        0 => Sentence(_water, _prices, ref chance),
        1 => Sentence(_water, _pipes, ref chance),
        _ => Sentence(_schools, _schools, ref chance),
    };

    private static string Sentence(string[] matter, string[] side, ref Chance chance)
    {
        var drawn = chance.Permutation(matter.Length).Take(4).Select(i => matter[i])
            .Concat(chance.Permutation(side.Length).Take(4).Select(i => side[i])).Distinct();
        return $"We want to speak of {string.Join(", ", drawn)}";
    }

    private static async Task Vote(WorkedDialogue made, Guid[] people, int easterners, ulong seed)
    {
        await using var connection = await made.Database.Connect();
        var statements = await Statements.OfDialogue(connection, made.Dialogue.Id, default);
        var chance = new Chance(seed);
        var votes = new List<(Guid Person, Guid Statement, short Vote)>();
        for (var s = 0; s < statements.Count; s++)
        {
            for (var p = 0; p < people.Length; p++)
            {
                var east = p < easterners;
                var against = (east ? p : p - easterners) < Dissenters;
                votes.Add((people[p], statements[s].StatementId, Vote(s, east, against, ref chance)));
            }
        }
        await made.Do("""
            insert into voting.votes (participant_id, statement_id, vote, language_read, cast_on)
            select p, s, v, 'en', @today from unnest(@persons, @statements, @cast) as u (p, s, v)
            """, new
        {
            today = WorkedDialogue.Today,
            persons = votes.Select(vote => vote.Person).ToArray(),
            statements = votes.Select(vote => vote.Statement).ToArray(),
            cast = votes.Select(vote => vote.Vote).ToArray(),
        });
    }

    private static short Vote(int statement, bool east, bool against, ref Chance chance)
    {
        var noise = chance.Uniform();
        return (statement % 9) switch
        {
            // What the camps share, and the minority does not
            0 or 3 => (short)(against ? -1 : noise < 0.05 ? 0 : 1),
            // What the minority stands for
            8 => (short)(against ? 1 : noise < 0.1 ? 1 : -1),
            // What most leave open
            5 => (short)(noise < 0.8 ? 0 : 1),
            // What divides the camps
            _ => (short)(noise < 0.04 ? 0 : noise < 0.1 ? (east ? -1 : 1) : east == (statement % 2 == 0) ? 1 : -1),
        };
    }
}
