namespace Pulse.Language.Prompting;

/// <summary>
/// A prompt in one language that asks for text in another: only the name of the language it asks for is exchanged, so that
/// what differs between replies comes from the language of the prompt and not from another wording of the task.
/// </summary>
public static class RetargetingPrompts
{
    // Hebrew and Arabic write their "in" onto these: a row keeps the form that it stands on
    private static readonly Dictionary<(string Prompt, string Output), string> _names = new()
    {
        [("en", "en")] = "English",
        [("en", "he")] = "Hebrew",
        [("en", "ar")] = "Arabic",
        [("he", "he")] = "עברית",
        [("he", "ar")] = "ערבית",
        [("he", "en")] = "אנגלית",
        [("ar", "ar")] = "العربية",
        [("ar", "he")] = "العبرية",
        [("ar", "en")] = "الإنجليزية",
    };

    /// <summary>The prompt, asking for <paramref name="output"/>; the same where it already does.</summary>
    /// <exception cref="ArgumentException">The languages are not Hebrew, Arabic and English, or the prompt names none.</exception>
    public static Prompt To(Prompt prompt, string output)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        if (prompt.Language == output)
        {
            return prompt;
        }
        if (!_names.TryGetValue((prompt.Language, prompt.Language), out var own) || !_names.TryGetValue((prompt.Language, output), out var other)
            || !prompt.Body.Contains(own, StringComparison.Ordinal))
        {
            throw new ArgumentException($"The prompt {prompt.Task}/{prompt.Language} cannot be made to ask for '{output}'.", nameof(output));
        }
        var body = prompt.Body.Replace(own, other, StringComparison.Ordinal);
        return prompt with { Body = body, BodyHash = Hashing.Sha256(body), Hash = Hashing.Sha256($"{prompt.Hash} {output}") };
    }
}
