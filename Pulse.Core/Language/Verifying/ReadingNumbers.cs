using System.Globalization;
using System.Text.RegularExpressions;

namespace Pulse.Language.Verifying;

/// <summary>A number in a text.</summary>
/// <param name="Value">Without its percent sign.</param>
/// <param name="IsPercent">A percent sign or word follows, also behind the second half of a range.</param>
/// <param name="InDigits">Written in digits, not in words.</param>
/// <param name="IsSure">Certainly a figure; false for "first", "half", "two".</param>
public readonly record struct WrittenNumber(decimal Value, bool IsPercent, bool InDigits, bool IsSure);

/// <summary>Reads numbers as people write them in Hebrew, Arabic and English: in digits of every script, and in words.</summary>
public static partial class ReadingNumbers
{
    private const int LongestNumber = 15;

    [GeneratedRegex(@"(?<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?)(?<percent> ?%)?|(?<word>\p{L}[\p{L}'""]*)|(?<joint>[-–])|(?<other>[^\s])",
        RegexOptions.CultureInvariant)]
    private static partial Regex Token();

    public static IReadOnlyList<WrittenNumber> Read(string text)
    {
        // Canonical text has one kind of digit, comma, dash and percent sign
        var tokens = Token().Matches(Canonicalising.Canonicalise(text).Text);
        var numbers = new List<WrittenNumber>();
        for (var at = 0; at < tokens.Count; at++)
        {
            if (Digits(tokens[at]) is { } digits)
            {
                var times = at + 1 < tokens.Count ? Multiplier(tokens[at + 1]) : 1;
                at += times > 1 ? 1 : 0;
                numbers.Add(new WrittenNumber(digits * times, IsPercent(tokens, at), true, true));
            }
            else if (tokens[at].Groups["word"].Success)
            {
                Words(tokens, ref at, numbers);
            }
        }
        return numbers;
    }

    private static decimal? Digits(Match token)
    {
        var number = token.Groups["number"].Value;
        if (number.Length is 0 or > LongestNumber)
        {
            return null;
        }
        // A comma before three digits groups thousands; before any other it is a decimal comma
        var plain = ThousandsComma().Replace(number, "");
        return decimal.Parse(plain.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@",(?=\d{3}(?:\D|$))", RegexOptions.CultureInvariant)]
    private static partial Regex ThousandsComma();

    private static void Words(MatchCollection tokens, ref int at, List<WrittenNumber> numbers)
    {
        var word = Folded(tokens[at]);
        if (at > 0 && NumberWords.PlaceBefore.Contains(Folded(tokens[at - 1])))
        {
            return;
        }
        if (NumberWords.Sure.TryGetValue(word, out var value) && !IsPercentWord(tokens, at))
        {
            var last = at;
            while (Next(tokens, last) is var (next, more) && (Adds(value, more) || Multiplies(value, more)))
            {
                value = Multiplies(value, more) ? value * more : value + more;
                last = next;
            }
            // Hebrew and Arabic put hundreds and thousands in the plural behind three to nine
            if (value < 10 && Word(tokens, last) is { } times && Multiplier(tokens[times]) is > 1 and var by)
            {
                (value, last) = (value * by, times);
            }
            // "One" and "two" are figures only behind a ten: seventy-one
            if (value is >= 20 and < 100 && value % 10 == 0 && Word(tokens, last) is { } unit
                && NumberWords.Possible.TryGetValue(Folded(tokens[unit]), out var one) && (one is 1 or 2))
            {
                (value, last) = (value + one, unit);
            }
            at = last;
            numbers.Add(new WrittenNumber(value, IsPercent(tokens, at), false, true));
        }
        else if (NumberWords.Possible.TryGetValue(word, out value))
        {
            // Arabic says one and twenty
            if (value is 1 or 2 && Next(tokens, at) is (var tens, >= 20 and < 100 and var more) && Folded(tokens[tens]).StartsWith('و'))
            {
                at = tens;
                numbers.Add(new WrittenNumber(value + more, IsPercent(tokens, at), false, true));
                return;
            }
            numbers.Add(new WrittenNumber(value, false, false, false));
        }
    }

    /// <summary>The number word that follows, also across a hyphen.</summary>
    private static (int At, decimal Value)? Next(MatchCollection tokens, int at)
    {
        return Word(tokens, at) is { } next && NumberWords.Sure.TryGetValue(Folded(tokens[next]), out var value)
            && !IsPercentWord(tokens, next)
            ? (next, value)
            : null;
    }

    private static int? Word(MatchCollection tokens, int at)
    {
        var next = at + 1 < tokens.Count && tokens[at + 1].Groups["joint"].Success ? at + 2 : at + 1;
        return next < tokens.Count && tokens[next].Groups["word"].Success ? next : null;
    }

    /// <summary>Twenty-five, and in Arabic five and twenty; three hundred and ten.</summary>
    private static bool Adds(decimal value, decimal more) =>
        (value % 10 == 0 && value >= 20 && more < 10) || (value < 10 && more is >= 20 and < 100 && more % 10 == 0)
        || (value >= 100 && value % 100 == 0 && more < 100);

    private static bool Multiplies(decimal value, decimal more) =>
        (more is 100 && value < 10) || (more is 1000 or 1_000_000 && value < 1000);

    private static decimal Multiplier(Match token) => token.Groups["word"].Success ? Folded(token) switch
    {
        "מאות" => 100,
        "thousand" or "אלפ" or "אלפימ" or "אלפי" or "الف" or "الاف" => 1000,
        "million" or "מיליונ" or "مليون" => 1_000_000,
        _ => 1,
    } : 1;

    private static bool IsPercent(MatchCollection tokens, int at)
    {
        if (tokens[at].Groups["percent"].Success || IsPercentWord(tokens, at + 1) || IsPercentSign(tokens, at + 1))
        {
            return true;
        }
        // "71-84%": the sign belongs to both ends
        return at + 2 < tokens.Count && tokens[at + 1].Groups["joint"].Success
            && (tokens[at + 2].Groups["percent"].Success || IsPercentWord(tokens, at + 3));
    }

    private static bool IsPercentSign(MatchCollection tokens, int at) => at < tokens.Count && tokens[at].Value == "%";

    /// <summary>"Percent" in one word; "per cent" and "in the hundred" in two.</summary>
    private static bool IsPercentWord(MatchCollection tokens, int at)
    {
        if (at >= tokens.Count || !tokens[at].Groups["word"].Success)
        {
            return false;
        }
        var word = Folded(tokens[at]);
        return word is "per" || word == "في" && at + 1 < tokens.Count
            ? at + 1 < tokens.Count && NumberWords.Percent.Contains(Folded(tokens[at + 1]))
            : NumberWords.Percent.Contains(word);
    }

    private static string Folded(Match token) => Tokenising.Fold(token.Value);
}
