namespace Pulse.Worker.Importing;

/// <summary>Polis numbers its groups from 0 in some files and letters them from "a" in others.</summary>
public static class PolisGroup
{
    /// <returns>0 is a, 25 is z, 26 is aa.</returns>
    public static string Letters(int group)
    {
        var letters = "";
        for (var rest = group + 1; rest > 0; rest = (rest - 1) / 26)
        {
            letters = (char)('a' + ((rest - 1) % 26)) + letters;
        }

        return letters;
    }
}
