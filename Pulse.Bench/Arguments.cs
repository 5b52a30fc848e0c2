using System.Globalization;

namespace Pulse.Bench;

/// <summary>Options of the form <c>--name value</c> and <c>--name</c>; every one must be asked for, none may be left over.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <exception cref="BadInputException">A word is no option, stands twice, or lacks its value.</exception>
    public Arguments(ReadOnlySpan<string> words, IReadOnlyCollection<string> known, IReadOnlyCollection<string> flags)
    {
        for (var i = 0; i < words.Length; i++)
        {
            var word = words[i];
            var isFlag = flags.Contains(word);
            if (!isFlag && !known.Contains(word))
            {
                throw new BadInputException($"'{word}' is not known here; there are {string.Join(' ', known.Concat(flags))}.");
            }
            if (!isFlag && (i + 1 == words.Length || words[i + 1].StartsWith("--", StringComparison.Ordinal)))
            {
                throw new BadInputException($"{word} needs a value.");
            }
            if (!_values.TryAdd(word, isFlag ? "" : words[++i]))
            {
                throw new BadInputException($"{word} is given twice.");
            }
        }
    }

    public bool Has(string name) => _values.ContainsKey(name);

    public string? Text(string name) => _values.GetValueOrDefault(name);

    /// <exception cref="BadInputException">The value is not a whole number in that range.</exception>
    public long Number(string name, long otherwise, long least, long most)
    {
        if (Text(name) is not { } text)
        {
            return otherwise;
        }
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most
            ? number
            : throw new BadInputException($"{name} must be a whole number from {least} to {most}, not '{text}'.");
    }
}
