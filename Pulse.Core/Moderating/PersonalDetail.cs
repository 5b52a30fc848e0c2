using Pulse.Language;

namespace Pulse.Moderating;

/// <summary>The kinds of detail by which a person could be found. Names are not among them: no pattern finds names.</summary>
public enum PersonalDetailKind
{
    PhoneNumber,
    IdentityNumber,
    EmailAddress,
    WebAddress,
    Handle,
    LicencePlate,
    CoordinatePair,
}

/// <summary>A detail found in a text, in UTF-16 positions of that text.</summary>
public sealed record PersonalDetail(PersonalDetailKind Kind, TextSpan Span);
