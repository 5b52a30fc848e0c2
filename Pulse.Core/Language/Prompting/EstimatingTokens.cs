namespace Pulse.Language.Prompting;

/// <summary>
/// How many tokens a text takes, on the safe side: common tokenisers make one of about four Latin letters, and of about
/// two Hebrew or Arabic ones.
/// </summary>
public static class EstimatingTokens
{
    private const double LatinPerToken = 3.5;
    private const double OtherPerToken = 1.8;

    public static int Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var latin = text.Count(char.IsAscii);
        return (int)Math.Ceiling((latin / LatinPerToken) + ((text.Length - latin) / OtherPerToken));
    }
}
