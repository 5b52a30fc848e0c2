using Pulse.Convening;

namespace Pulse.Publishing;

/// <summary>How a working group's results came about, read from the database: who, when, what was set aside, by which rules.</summary>
public static class MethodCard
{
    private const int FingerprintLength = 16;

    /// <summary>The rules in this folder (disclosure, choice of findings, method card); stored with every issued brief.</summary>
    public const string RuleVersion = "brief-3";

    public static IReadOnlyList<Sentence> Write(BriefSource source, Wording wording, int minimum) =>
    [
        wording.Say("method.invited"),
        .. Segments(source, wording, minimum),
        .. source.Phases.Select(phase => Phase(phase, source, wording)),
        .. SetAsides(source.SetAside, wording, minimum),
        wording.Say("method.minimum", Number(minimum), Number(source.Dialogue.MinimumCell)),
        wording.Say("method.run",
            new Amount(source.Run.RunId.ToString()),
            new Amount(source.Run.Seed.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            new Amount(ShortVersion(source.Run.CodeVersion)),
            new Amount(Fingerprint(source.Run.InputFingerprint)),
            new Amount(CertificateRule(source.Texts))),
        source.Dialogue.Provider == ModelProvider.None
            ? wording.Say("method.no-model")
            : wording.Say("method.model", source.Dialogue.Provider.ToString()),
    ];

    private static IEnumerable<Sentence> Segments(BriefSource source, Wording wording, int minimum)
    {
        var names = source.Dialogue.Segments.ToDictionary(segment => segment.Slug, segment => segment.Name.In(wording.Language));
        var shown = Disclosure.Shown([.. source.Sizes.Select(size => size.People)], minimum, totalIsKnown: true);
        for (var place = 0; place < source.Sizes.Count; place++)
        {
            if (shown[place])
            {
                var size = source.Sizes[place];
                yield return wording.Say("method.segment",
                    size.Segment is { } slug ? names[slug] : wording["method.undeclared"], Number(size.People));
            }
        }

        var hidden = source.Sizes.Where((_, place) => !shown[place]).Sum(size => size.People);
        if (Disclosure.Shown(hidden, minimum))
        {
            yield return wording.Say("method.segments-hidden", Number(hidden));
        }
    }

    private static Sentence Phase(Phases.State phase, BriefSource source, Wording wording)
    {
        var name = source.Dialogue.Phases.First(defined => defined.Slug == phase.Phase).Name.In(wording.Language);
        return (phase.OpensAt, phase.ClosesAt) switch
        {
            ({ } opened, { } closed) when phase.IsOver(source.Now) =>
                wording.Say("method.phase-closed", name, Day(opened), Day(closed)),
            ({ } opened, _) when opened <= source.Now => wording.Say("method.phase-open", name, Day(opened)),
            _ => wording.Say("method.phase-planned", name),
        };
    }

    // Reasons are about answers, but one answer is one person: the same minimum holds, and the rest is told together
    private static IEnumerable<Sentence> SetAsides(IReadOnlyList<SetAside> reasons, Wording wording, int minimum)
    {
        var shown = Disclosure.Shown([.. reasons.Select(reason => reason.Answers)], minimum, totalIsKnown: true);
        for (var place = 0; place < reasons.Count; place++)
        {
            if (shown[place])
            {
                yield return wording.Say("method.set-aside", wording.Named("reason", reasons[place].Reason), Number(reasons[place].Answers));
            }
        }

        var rest = reasons.Where((_, place) => !shown[place]).Sum(reason => reason.Answers);
        if (rest > 0)
        {
            yield return wording.Say("method.set-aside-few", Number(rest));
        }
    }

    private static string CertificateRule(IReadOnlyList<ReviewedText> texts) =>
        texts.Select(text => text.Certificate?.RuleVersion).FirstOrDefault(rule => rule is not null) ?? "–";

    private static string Fingerprint(byte[]? fingerprint) =>
        fingerprint is null ? "–" : Convert.ToHexStringLower(fingerprint)[..FingerprintLength];

    private static Amount Day(DateTimeOffset moment) => new(FigureText.Day(DateOnly.FromDateTime(moment.UtcDateTime)));

    private static Amount Number(long count) => new(FigureText.Count(count));

    /// <summary>The version and the first twelve digits of the commit, which is as much as a reader needs to find it.</summary>
    private static string ShortVersion(string? version) => version switch
    {
        null => "–",
        _ when version.IndexOf('+', StringComparison.Ordinal) is var plus and >= 0 =>
            version[..Math.Min(version.Length, plus + 13)],
        _ => version,
    };
}
