using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Pulse.Language.Calling;

namespace Pulse.Worker.Models;

/// <summary>
/// Reads Pulse:Model:… from appsettings.json, user secrets, the environment and the command line, later ones winning. A
/// wrong value stops the start with a sentence that names the setting; a key or a header's value is never part of it.
/// </summary>
public static class ReadingModelSettings
{
    private const string Section = "Pulse:Model:";
    // As in the project file, where 'dotnet user-secrets' looks
    private const string UserSecrets = "pulse-worker";
    private const string Providers = "none, azure, openai or compatible";

    private static readonly HashSet<string> _known = new(
        ["Provider", "Endpoint", "Model", "EmbeddingModel", "Key", "SchemaStyle", "ContextTokens", "MostOutputTokens",
            "DeadlineSeconds", "MostBytes", "Attempts", "MostWaitSeconds", "EmbeddingBatch", "FailedReplyDays", "Inside", "Prices", "Headers"],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>From the usual places.</summary>
    /// <returns>Null for provider 'none'.</returns>
    public static ModelAccess? Read(IReadOnlyList<string> arguments) => Of(
        new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(Environment.CurrentDirectory, "appsettings.json"), optional: true)
            .AddUserSecrets(UserSecrets)
            .AddEnvironmentVariables()
            .AddCommandLine([.. arguments])
            .Build());

    /// <exception cref="SettingsException">A setting is missing, wrong or unknown.</exception>
    public static ModelAccess? Of(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        foreach (var setting in configuration.GetSection("Pulse:Model").GetChildren().Where(child => !_known.Contains(child.Key)))
        {
            throw new SettingsException($"There is no setting {Section}{setting.Key}; there are {string.Join(", ", _known)}.");
        }

        var provider = configuration[Section + "Provider"] ?? "none";
        return provider switch
        {
            "none" => null,
            "azure" or "openai" or "compatible" => Configured(configuration, provider),
            _ => throw new SettingsException($"{Section}Provider is {Providers}, not '{provider}'."),
        };
    }

    private static ModelAccess Configured(IConfiguration from, string provider)
    {
        var endpoint = ReadEndpoint(from, provider);
        var saysInside = Flag(from, "Inside");
        var inside = Whereabouts.IsInside(endpoint) || (saysInside && provider == "compatible");
        if (endpoint.Scheme == Uri.UriSchemeHttp && !inside)
        {
            throw new SettingsException(
                $"{Section}Endpoint must begin with https: plain http is only for an address of this machine or a private network.");
        }

        var key = from[Section + "Key"] is { Length: > 0 } given ? given : null;
        if (key is null && provider == "openai")
        {
            throw new SettingsException($"{Section}Key is not set: OpenAI answers nobody without a key.");
        }

        var usual = new ModelSettings { Provider = provider, Endpoint = endpoint, Model = Need(from, "Model"), Inside = inside };
        return new ModelAccess(usual with
        {
            EmbeddingModel = from[Section + "EmbeddingModel"] is { Length: > 0 } model ? model : null,
            SchemaStyle = ReadStyle(from),
            ContextTokens = (int)Number(from, "ContextTokens", usual.ContextTokens, 256, 10_000_000),
            MostOutputTokens = (int)Number(from, "MostOutputTokens", usual.MostOutputTokens, 16, 1_000_000),
            Deadline = TimeSpan.FromSeconds(Number(from, "DeadlineSeconds", (long)usual.Deadline.TotalSeconds, 1, 3_600)),
            MostBytes = Number(from, "MostBytes", usual.MostBytes, 1_024, 1 << 30),
            Attempts = (int)Number(from, "Attempts", usual.Attempts, 1, 10),
            MostWait = TimeSpan.FromSeconds(Number(from, "MostWaitSeconds", (long)usual.MostWait.TotalSeconds, 1, 3_600)),
            EmbeddingBatch = (int)Number(from, "EmbeddingBatch", usual.EmbeddingBatch, 1, 2_048),
            FailedReplyDays = (int)Number(from, "FailedReplyDays", usual.FailedReplyDays, 0, 3_650),
            Prices = ReadPrices(from),
        }, key, entraId: provider == "azure" && key is null, ReadingModelHeaders.Of(from, provider));
    }

    private static Uri ReadEndpoint(IConfiguration from, string provider)
    {
        var text = from[Section + "Endpoint"] ?? (provider == "openai" ? "https://api.openai.com/v1" : Need(from, "Endpoint"));
        if (!Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var endpoint)
            || endpoint.Scheme is not ("http" or "https") || endpoint.UserInfo.Length > 0 || endpoint.Query.Length > 0)
        {
            // not repeated: somebody may have written a key into it
            throw new SettingsException(
                $"{Section}Endpoint is an address such as https://NAME.openai.azure.com or http://127.0.0.1:11434/v1, without a key in it.");
        }

        return provider == "azure" && !endpoint.AbsolutePath.EndsWith("/openai/v1/", StringComparison.Ordinal)
            ? new Uri(endpoint, "/openai/v1/")
            : endpoint;
    }

    private static SchemaStyle ReadStyle(IConfiguration from)
    {
        var word = from[Section + "SchemaStyle"] ?? "json_schema";
        foreach (var style in Enum.GetValues<SchemaStyle>())
        {
            if (JsonNamingPolicy.SnakeCaseLower.ConvertName(style.ToString()) == word)
            {
                return style;
            }
        }

        throw new SettingsException($"{Section}SchemaStyle is json_schema, json_object or none, not '{word}'.");
    }

    private static Prices ReadPrices(IConfiguration from)
    {
        var table = from.GetSection(Section + "Prices");
        if (!table.Exists())
        {
            return Prices.Unknown;
        }

        if (!DateOnly.TryParseExact(table["On"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on))
        {
            throw new SettingsException($"{Section}Prices:On is the day of the price table, such as 2026-05-01.");
        }

        return new Prices(Price("Input"), Price("Output"), from[Section + "EmbeddingModel"] is null ? 0 : Price("Embedding"), on);

        decimal Price(string name) =>
            decimal.TryParse(table[name], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var usd)
                ? usd
                : throw new SettingsException($"{Section}Prices:{name} is a price in US dollars per million tokens, such as 0.15.");
    }

    private static string Need(IConfiguration from, string name) => from[Section + name] is { Length: > 0 } value
        ? value
        : throw new SettingsException($"{Section}{name} is not set, but {Section}Provider is '{from[Section + "Provider"]}'.");

    private static bool Flag(IConfiguration from, string name) => from[Section + name] switch
    {
        null => false,
        var text when bool.TryParse(text, out var flag) => flag,
        var text => throw new SettingsException($"{Section}{name} is true or false, not '{text}'."),
    };

    private static long Number(IConfiguration from, string name, long usual, long least, long most) =>
        from[Section + name] is not { } text
            ? usual
            : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
                ? number
                : throw new SettingsException($"{Section}{name} is a whole number from {least} to {most}, not '{text}'.");
}
