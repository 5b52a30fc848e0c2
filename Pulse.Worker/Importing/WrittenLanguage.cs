namespace Pulse.Worker.Importing;

/// <summary>The language of a text by the letters most of it is written in: exports seldom name it.</summary>
public static class WrittenLanguage
{
    /// <returns>"he", "ar" or "zh" for Hebrew, Arabic or Han letters, otherwise "en".</returns>
    public static string Of(string text)
    {
        int hebrew = 0, arabic = 0, han = 0, other = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case >= 0x0590 and <= 0x05FF:
                    hebrew++;
                    break;
                case (>= 0x0600 and <= 0x06FF) or (>= 0xFB50 and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFC):
                    arabic++;
                    break;
                // a Han character carries about as much as a short word
                case (>= 0x3400 and <= 0x9FFF) or (>= 0x20000 and <= 0x323AF):
                    han += 3;
                    break;
                default:
                    other += System.Text.Rune.IsLetter(rune) ? 1 : 0;
                    break;
            }
        }

        var most = Math.Max(Math.Max(hebrew, arabic), Math.Max(han, other));
        return most == 0 || most == other ? "en" : most == hebrew ? "he" : most == arabic ? "ar" : "zh";
    }
}
