using System.Text;

namespace Pulse.Worker.Importing;

/// <summary>Slugs for names that came with an export; each is used once.</summary>
public sealed class Slugs
{
    private const int Longest = 40;

    private readonly HashSet<string> _taken = [];

    /// <summary>The name's Latin letters and digits; where it has other letters, "word-N", so that none is half a name.</summary>
    public string Take(string name, string word, int position)
    {
        var latin = Of(name);
        var wanted = latin.Length > 0 && name.All(letter => letter < 128 || !char.IsLetter(letter)) ? latin : $"{word}-{position}";
        var slug = wanted;
        for (var copy = 2; !_taken.Add(slug); copy++)
        {
            slug = $"{wanted}-{copy}";
        }

        return slug;
    }

    /// <returns>Empty where the name holds no Latin letter or digit.</returns>
    public static string Of(string name)
    {
        var slug = new StringBuilder();
        foreach (var letter in name.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                slug.Append(letter);
            }
            else if (slug.Length > 0 && slug[^1] != '-' && letter is not ('\'' or '’'))
            {
                slug.Append('-');
            }
        }

        var whole = slug.ToString().Trim('-');
        if (whole.Length <= Longest)
        {
            return whole;
        }

        var end = whole.LastIndexOf('-', Longest);
        return whole[..(end > 0 ? end : Longest)];
    }
}
