namespace Pulse.People;

/// <summary>What a member of staff may do; the desk's policies are written in these four words.</summary>
public enum StaffRole { Admin, Facilitator, Researcher, Auditor }

public sealed record StaffMember
{
    public required Guid StaffId { get; init; }
    public required string Name { get; init; }
    public required StaffRole Role { get; init; }

    /// <summary>"he", "ar" or "en": the language of the desk until another is chosen.</summary>
    public required string Language { get; init; }
    public bool Disabled { get; init; }
}
