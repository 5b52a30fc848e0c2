namespace Pulse.Language.Calling;

public enum FailureKind { Status, NameUnknown, Refused, Tls, Broken, Unreadable, Vectors, TooLarge, TooLate, Elsewhere }

/// <summary>
/// One request that did not bring a reply, as a provider saw it. Its message is made of our words, a status and the
/// server's code word only: what a server says in full can repeat what it was sent.
/// </summary>
/// <param name="status">HTTP status, where there was one.</param>
/// <param name="code">The server's code word for it, such as model_not_found.</param>
/// <param name="detail">The server's own sentence: looked at by code, shown only where no participant's text was sent.</param>
/// <param name="after">The pause that the server asks for.</param>
public sealed class ServerFailureException(
    FailureKind kind, int? status = null, string? code = null, string? detail = null, TimeSpan? after = null,
    Exception? inner = null) : Exception(Sentence(kind, status, code), inner)
{
    public FailureKind Kind { get; } = kind;
    public int? Status { get; } = status;
    public string? Code { get; } = code;
    public string? Detail { get; } = detail;
    public TimeSpan? After { get; } = after;

    /// <summary>The whole endpoint asks for a pause.</summary>
    public bool AsksForPause => Status is 429 or 503;

    /// <summary>A setting is wrong, or the request is: sending it again would change nothing.</summary>
    public bool IsPermanent => Kind is FailureKind.Status && Status is >= 300 and < 500 and not (408 or 409 or 425 or 429);

    /// <summary>Worth another request now. What was too large once costs as much the second time.</summary>
    public bool IsWorthRepeating => !IsPermanent && Kind is not (FailureKind.TooLarge or FailureKind.Elsewhere);

    /// <summary>The server may have worked, and may send a bill for it.</summary>
    public bool MayBeBilled => Kind is FailureKind.Broken or FailureKind.Unreadable or FailureKind.Vectors
        or FailureKind.TooLarge or FailureKind.TooLate;

    public CallOutcome Outcome => Kind switch
    {
        FailureKind.Status when AsksForPause => CallOutcome.TooMany,
        FailureKind.Status when IsPermanent => CallOutcome.Rejected,
        FailureKind.Status => CallOutcome.Failed,
        FailureKind.NameUnknown or FailureKind.Refused or FailureKind.Tls or FailureKind.Elsewhere
            or FailureKind.Broken => CallOutcome.Unreachable,
        FailureKind.Unreadable or FailureKind.Vectors => CallOutcome.Unreadable,
        FailureKind.TooLarge => CallOutcome.TooLarge,
        FailureKind.TooLate => CallOutcome.TooLate,
    };

    private static string Sentence(FailureKind kind, int? status, string? code) => kind switch
    {
        FailureKind.Status => OfStatus(status, code is null ? $"{status}" : $"{status}, {code}"),
        FailureKind.NameUnknown => "The name of the model's server is unknown to the network (DNS).",
        FailureKind.Refused => "Nothing accepts connections at the address of the model's server.",
        FailureKind.Tls => "The model's server could not prove who it is (TLS).",
        FailureKind.Broken => "The connection to the model's server broke off in the middle of a reply.",
        FailureKind.Unreadable => "The model's server answered with something that is no reply.",
        FailureKind.Vectors =>
            "The model's server answered with vectors of no use: one is missing, has another length than the others, or is no finite number.",
        FailureKind.TooLarge => "The model's server answered with more bytes than are accepted.",
        FailureKind.TooLate => "The model's server did not finish its reply in time.",
        FailureKind.Elsewhere =>
            "The model's server was said to stand inside, but its name leads to an address outside: nothing was sent.",
    };

    private static string OfStatus(int? status, string shown) => status switch
    {
        401 or 403 => $"The model's server does not accept the key or this account ({shown}).",
        404 => $"The model's server knows no such model or address ({shown}).",
        429 => $"The model's server has had enough requests for now ({shown}).",
        503 => $"The model's server is overloaded for now ({shown}).",
        >= 300 and < 400 => $"The model's server sends us elsewhere, which is not followed ({shown}).",
        >= 400 and < 500 => $"The model's server refuses the request ({shown}).",
        _ => $"The model's server failed ({shown}).",
    };
}
