namespace Pulse.Worker.Commands;

/// <summary>A command's words: those that stand alone in their order, and "--name value" or "--name" for a flag.</summary>
public sealed class Options
{
    private readonly Dictionary<string, string> _named = [];

    private Options()
    {
    }

    public List<string> Words { get; } = [];

    public string? this[string name] => _named.GetValueOrDefault(name);

    /// <param name="valued">Names that take a value; <paramref name="flags"/> take none. Anything else is refused.</param>
    /// <returns>The options, or the sentence that says what is wrong with them.</returns>
    public static (Options? Options, string? Wrong) Read(
        IReadOnlyList<string> arguments, IReadOnlyCollection<string> valued, IReadOnlyCollection<string> flags)
    {
        var options = new Options();
        for (var index = 0; index < arguments.Count; index++)
        {
            var argument = arguments[index];
            if (!argument.StartsWith("--", StringComparison.Ordinal))
            {
                options.Words.Add(argument);
            }
            else if (flags.Contains(argument))
            {
                options._named[argument] = "";
            }
            else if (!valued.Contains(argument))
            {
                return (null, $"There is no option {argument}; there are {string.Join(", ", valued.Concat(flags))}.");
            }
            else if (++index == arguments.Count)
            {
                return (null, $"The option {argument} needs a value.");
            }
            else
            {
                options._named[argument] = arguments[index];
            }
        }

        return (options, null);
    }
}
