using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Npgsql;

namespace Pulse.Convening;

/// <summary>convening.dialogues: the definition as one document, with rows beside it for what other rooms refer to.</summary>
public static class Dialogues
{
    private const string ById = """
        select dialogue_id as id, definition_hash as hash from convening.dialogues where dialogue_id = @Id
        """;

    private const string BySlug = """
        select dialogue_id as id, definition_hash as hash from convening.dialogues where slug = @Slug
        """;

    private const string Every = """
        select dialogue_id as id, definition_hash as hash from convening.dialogues order by created_at desc, slug
        """;

    private const string Definition = "select definition::text from convening.dialogues where dialogue_id = @Id";

    private const string Insert = """
        with added as (
          insert into convening.dialogues (dialogue_id, slug, definition, definition_hash, minimum_cell)
          values (@Id, @Slug, @Definition::jsonb, @Hash, @MinimumCell)
          returning dialogue_id
        ), added_segments as (
          insert into convening.segments (dialogue_id, segment, parent, bridging, position)
          select added.dialogue_id, s.segment, s.parent, s.bridging, s.position
          from added, jsonb_to_recordset(@Segments::jsonb) as s (segment text, parent text, bridging boolean, position int)
        ), added_groups as (
          insert into convening.working_groups (dialogue_id, working_group, position)
          select added.dialogue_id, g.value, g.ordinality
          from added, jsonb_array_elements_text(@WorkingGroups::jsonb) with ordinality as g
        ), added_phases as (
          insert into convening.phases (dialogue_id, phase, position, audience, opens_at, closes_at)
          select added.dialogue_id, p.phase, p.position, p.audience, p.opens_at, p.closes_at
          from added, jsonb_to_recordset(@Phases::jsonb)
            as p (phase text, position int, audience text[], opens_at timestamptz, closes_at timestamptz)
        )
        insert into convening.items (dialogue_id, item, phase, kind, working_group, position)
        select added.dialogue_id, i.item, i.phase, i.kind, i.working_group, i.position
        from added, jsonb_to_recordset(@Items::jsonb)
          as i (item text, phase text, kind text, working_group text, position int)
        """;

    // A definition never changes under its hash, so a parsed one can be shared by every request
    private static readonly ConcurrentDictionary<string, Dialogue> _parsed = new();

    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    public static async Task<Dialogue?> Find(NpgsqlConnection connection, Guid id, CancellationToken stop) =>
        await Parse(connection, await Sql.OneOrNone<Stored>(connection, ById, new { Id = id }, stop), stop);

    /// <summary>A definition by its hash, which the caller has just read; a known one costs no query.</summary>
    internal static async Task<Dialogue> Of(NpgsqlConnection connection, Guid id, byte[] hash, CancellationToken stop) =>
        (await Parse(connection, new Stored(id, hash), stop))!;

    public static async Task<Dialogue?> FindBySlug(NpgsqlConnection connection, string slug, CancellationToken stop) =>
        await Parse(connection, await Sql.OneOrNone<Stored>(connection, BySlug, new { Slug = slug }, stop), stop);

    public static async Task<IReadOnlyList<Dialogue>> All(NpgsqlConnection connection, CancellationToken stop)
    {
        var dialogues = new List<Dialogue>();
        foreach (var stored in await Sql.Rows<Stored>(connection, Every, null, stop))
        {
            dialogues.Add((await Parse(connection, stored, stop))!);
        }

        return dialogues;
    }

    /// <summary>Adds a dialogue with everything other rooms refer to; the caller holds the transaction.</summary>
    internal static Task Add(NpgsqlConnection connection, Dialogue dialogue, CancellationToken stop)
    {
        var definition = JsonSerializer.Serialize(dialogue, Json);
        return Sql.Run(connection, Insert, new
        {
            dialogue.Id,
            dialogue.Slug,
            Definition = definition,
            Hash = HashOf(dialogue),
            dialogue.MinimumCell,
            Segments = JsonSerializer.Serialize(SegmentRows(dialogue)),
            WorkingGroups = JsonSerializer.Serialize(dialogue.WorkingGroups.Select(group => group.Slug)),
            Phases = JsonSerializer.Serialize(dialogue.Phases.Select((phase, position) => new
            {
                phase = phase.Slug,
                position,
                audience = phase.Audience.Count == 0 ? null : phase.Audience,
                opens_at = phase.Opens,
                closes_at = phase.Closes,
            })),
            Items = JsonSerializer.Serialize(dialogue.Phases.SelectMany(phase => phase.Items.Select((item, position) => new
            {
                item = item.Slug,
                phase = phase.Slug,
                kind = JsonNamingPolicy.KebabCaseLower.ConvertName(item.Kind.ToString()),
                working_group = item.WorkingGroup,
                position,
            }))),
        }, stop);
    }

    /// <summary>The hash of a definition without its id: the same file convened twice is recognised by it.</summary>
    public static byte[] HashOf(Dialogue dialogue) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(dialogue with { Id = Guid.Empty }, Json)));

    private static IEnumerable<object> SegmentRows(Dialogue dialogue)
    {
        var position = 0;
        return Walk(dialogue.Segments, null);

        IEnumerable<object> Walk(IReadOnlyList<Segment> segments, string? parent) =>
            segments.SelectMany(segment => Walk(segment.Parts, segment.Slug).Prepend(
                new { segment = segment.Slug, parent, bridging = segment.Bridging, position = position++ }));
    }

    private static async Task<Dialogue?> Parse(NpgsqlConnection connection, Stored? stored, CancellationToken stop)
    {
        if (stored is null)
        {
            return null;
        }

        var key = stored.Id.ToString("N") + Convert.ToHexString(stored.Hash);
        if (!_parsed.TryGetValue(key, out var dialogue))
        {
            var text = await Sql.One<string>(connection, Definition, new { stored.Id }, stop);
            dialogue = JsonSerializer.Deserialize<Dialogue>(text, Json)!;
            _parsed[key] = dialogue;
        }

        return dialogue;
    }

    private sealed record Stored(Guid Id, byte[] Hash);
}
