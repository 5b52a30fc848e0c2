namespace Pulse.Moderating;

/// <summary>Why an answer does not travel on. Told to its author, and counted per segment in every report.</summary>
public enum ExclusionReason
{
    PersonalDetails,
    NearDuplicate,
    Empty,
    OffTopic,
    Threat,
    Incitement,
    Spam,
    Withdrawn,
    ByRequest,
    Other,
}

/// <summary>The words under which reasons are stored.</summary>
public static class ExclusionReasons
{
    public static string Word(ExclusionReason reason) => reason switch
    {
        ExclusionReason.PersonalDetails => "personal-details",
        ExclusionReason.NearDuplicate => "near-duplicate",
        ExclusionReason.Empty => "empty",
        ExclusionReason.OffTopic => "off-topic",
        ExclusionReason.Threat => "threat",
        ExclusionReason.Incitement => "incitement",
        ExclusionReason.Spam => "spam",
        ExclusionReason.Withdrawn => "withdrawn",
        ExclusionReason.ByRequest => "by-request",
        ExclusionReason.Other => "other",
    };

    /// <exception cref="FormatException">The word names no reason.</exception>
    public static ExclusionReason Parse(string word) => word switch
    {
        "personal-details" => ExclusionReason.PersonalDetails,
        "near-duplicate" => ExclusionReason.NearDuplicate,
        "empty" => ExclusionReason.Empty,
        "off-topic" => ExclusionReason.OffTopic,
        "threat" => ExclusionReason.Threat,
        "incitement" => ExclusionReason.Incitement,
        "spam" => ExclusionReason.Spam,
        "withdrawn" => ExclusionReason.Withdrawn,
        "by-request" => ExclusionReason.ByRequest,
        "other" => ExclusionReason.Other,
        _ => throw new FormatException($"'{word}' is no reason for an exclusion."),
    };
}
