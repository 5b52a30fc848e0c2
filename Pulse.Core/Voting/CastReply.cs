using System.Text.Json;

namespace Pulse.Voting;

/// <summary>What becomes of a vote that was given.</summary>
public enum CastOutcome
{
    Saved, NoSession, Withdrawn, KeyReused, ConsentFirst, ConsentChanged, SegmentFirst, UnknownLanguage, NotFound,
    PhaseClosed, Unavailable,
}

/// <summary>What is told of a vote, after its commit.</summary>
/// <param name="Next">Another statement to vote on; null when none is left, or when nothing was saved.</param>
public sealed record CastReply(CastOutcome Outcome, Guid StatementId, SealedStatement? Next);

/// <summary>What is remembered of a vote's reply: ids, so that nobody's words are stored twice.</summary>
internal sealed record CastMemo(Guid Statement, Guid? Next)
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web);

    public string ToJson() => JsonSerializer.Serialize(this, _json);

    public static CastMemo FromJson(string text) => JsonSerializer.Deserialize<CastMemo>(text, _json)!;
}
