using System.Text.Json;

namespace Pulse.Api;

/// <summary>Every way in which this host says no. The name in kebab case is the problem's type.</summary>
public enum Refusal
{
    Malformed, IdempotencyKeyMissing, NoSession, ForeignOrigin, CodeNotValid, NotFound, MethodNotAllowed, KeyReused,
    PhaseClosed, ConsentFirst, ConsentChanged, SegmentFirst, SegmentAlreadyChosen, AnswerAlreadyRead, Withdrawn,
    TooLarge, UnsupportedMediaType, ValueRefused, TextRefused, ContainsCode, TooManyRequests, OurFault, Unavailable,
}

/// <summary>What is wrong with one field of a request that was well formed.</summary>
public enum Fault
{
    TextEmpty, TextTooLong, TextBroken, TextControl, TextBidi, TextInvisible, HoldsCode,
    UnknownLanguage, UnknownSegment, WrongItemKind, ImpossibleChoice, QuotingNotAsked, ConsentNeeded, WrongScale,
}

public static class Refusals
{
    public static string TypeOf(Refusal refusal) =>
        "urn:pulse:" + JsonNamingPolicy.KebabCaseLower.ConvertName(refusal.ToString());

    public static int StatusOf(Refusal refusal) => refusal switch
    {
        Refusal.Malformed or Refusal.IdempotencyKeyMissing => StatusCodes.Status400BadRequest,
        Refusal.NoSession => StatusCodes.Status401Unauthorized,
        Refusal.ForeignOrigin => StatusCodes.Status403Forbidden,
        Refusal.CodeNotValid or Refusal.NotFound => StatusCodes.Status404NotFound,
        Refusal.MethodNotAllowed => StatusCodes.Status405MethodNotAllowed,
        Refusal.KeyReused or Refusal.PhaseClosed or Refusal.ConsentFirst or Refusal.ConsentChanged
            or Refusal.SegmentFirst or Refusal.SegmentAlreadyChosen
            or Refusal.AnswerAlreadyRead => StatusCodes.Status409Conflict,
        Refusal.Withdrawn => StatusCodes.Status410Gone,
        Refusal.TooLarge => StatusCodes.Status413PayloadTooLarge,
        Refusal.UnsupportedMediaType => StatusCodes.Status415UnsupportedMediaType,
        Refusal.ValueRefused or Refusal.TextRefused
            or Refusal.ContainsCode => StatusCodes.Status422UnprocessableEntity,
        Refusal.TooManyRequests => StatusCodes.Status429TooManyRequests,
        Refusal.OurFault => StatusCodes.Status500InternalServerError,
        Refusal.Unavailable => StatusCodes.Status503ServiceUnavailable,
    };

    /// <summary>The refusal that a bare status from the framework stands for.</summary>
    public static Refusal OfStatus(int status) => status switch
    {
        StatusCodes.Status404NotFound => Refusal.NotFound,
        StatusCodes.Status405MethodNotAllowed => Refusal.MethodNotAllowed,
        StatusCodes.Status413PayloadTooLarge => Refusal.TooLarge,
        StatusCodes.Status415UnsupportedMediaType => Refusal.UnsupportedMediaType,
        < 500 => Refusal.Malformed,
        _ => Refusal.OurFault,
    };
}
