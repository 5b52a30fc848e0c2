using Pulse.Publishing;

namespace Pulse.Tests;

/// <summary>What Pulse speaks, for stories that are told once in each.</summary>
internal static class ThreeLanguages
{
    public static readonly string[] All = [.. Wording.Languages];
}
