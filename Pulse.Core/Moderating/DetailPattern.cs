using System.Text.RegularExpressions;

namespace Pulse.Moderating;

/// <summary>
/// A pattern over canonical text (ASCII digits, lower case, no marks) and, where digits alone do not decide, a test of
/// the match. The named group <c>detail</c>, if there is one, is the part that is personal.
/// </summary>
internal sealed record DetailPattern(PersonalDetailKind Kind, Regex Pattern, Func<string, Match, bool>? Holds = null)
{
    private static readonly char[] _closing = ['.', ',', ';', ':', '!', '?', ')', ']', '}', '>', '"', '\'', '-'];

    public IEnumerable<(int Start, int Length)> Matches(string canonical)
    {
        foreach (Match match in Pattern.Matches(canonical))
        {
            var part = match.Groups["detail"] is { Success: true } named ? named : match;
            var length = part.Value.TrimEnd(_closing).Length;
            if (length > 0 && (Holds is null || Holds(canonical, match)))
            {
                yield return (part.Index, length);
            }
        }
    }
}
