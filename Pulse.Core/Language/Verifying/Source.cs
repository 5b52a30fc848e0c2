namespace Pulse.Language.Verifying;

/// <summary>A text that may be cited.</summary>
/// <param name="Id">Its id on our side.</param>
/// <param name="Versions">The original first, then translations that a person or a model made.</param>
/// <param name="Part">The theme or side it stands in; null where there is none.</param>
public sealed record Source(Guid Id, IReadOnlyList<TextVersion> Versions, string? Part = null)
{
    public TextVersion Original => Versions[0];

    public TextVersion? In(string language) => Versions.FirstOrDefault(version => version.Language == language);
}

/// <summary>A number that code computed and that a text may say.</summary>
/// <param name="Id">F1, F2, …: how it is cited.</param>
/// <param name="Value">As it is to be written, in percent where it is one.</param>
/// <param name="IsPercent">Written with a percent sign.</param>
/// <param name="Meaning">What it counts, in the language of the work.</param>
/// <param name="Of">The only source that it speaks of; null where it speaks of no single one.</param>
/// <param name="IsLeast">A lower bound: it may be said as "at least" only.</param>
public sealed record Figure(string Id, decimal Value, bool IsPercent, string Meaning, Guid? Of = null, bool IsLeast = false);
