using System.Globalization;

namespace Pulse.Api.Words;

/// <param name="Detail">What to do about it.</param>
public sealed record Sentence(string Title, string Detail);

/// <summary>How this host speaks in one language. Every language says everything, or it does not compile.</summary>
public abstract class Speech
{
    private static readonly Dictionary<string, Speech> _all = new()
    {
        ["en"] = new English(),
        ["he"] = new Hebrew(),
        ["ar"] = new Arabic(),
    };

    public abstract string Language { get; }

    public abstract Sentence Of(Refusal refusal);

    public abstract string Of(Fault fault);

    /// <summary>The first of he, ar, en that the caller likes best; English where they like none.</summary>
    public static Speech For(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var wanted = request.GetTypedHeaders().AcceptLanguage
            .Where(one => one.Quality is null or > 0)
            .OrderByDescending(one => one.Quality ?? 1)
            .Select(one => one.Value.Value?.Split('-')[0].ToLower(CultureInfo.InvariantCulture));
        return wanted.Select(language => language is null ? null : _all.GetValueOrDefault(language))
            .FirstOrDefault(speech => speech is not null) ?? _all["en"];
    }
}
