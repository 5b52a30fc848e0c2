using System.Globalization;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace Pulse.Worker;

/// <summary>What the worker must be told; the message says which setting and how to give it.</summary>
public sealed class SettingsException(string message) : Exception(message);

/// <summary>Where the database and the key file are, and how often to look for work.</summary>
/// <param name="Connection">Npgsql connection string.</param>
/// <param name="KeyFile">Path of the key file; null where a command needs none.</param>
/// <param name="Every">Pause between two looks for work.</param>
/// <param name="Lease">How long a worker that died keeps others waiting.</param>
/// <param name="ShuffleAt">Time of day (UTC) of the nightly shuffle.</param>
public sealed record Settings(string Connection, string? KeyFile, TimeSpan Every, TimeSpan Lease, TimeOnly ShuffleAt)
{
    private static readonly Dictionary<string, string> _short = new()
    {
        ["--admin"] = "Pulse:ConnectionFile",
        ["--key"] = "Pulse:KeyFile",
    };

    /// <summary>Names that a command line may carry for every command; each takes a value.</summary>
    public static bool IsSetting(string argument) =>
        _short.ContainsKey(argument)
        || argument.StartsWith("--Pulse:", StringComparison.OrdinalIgnoreCase)
        || argument.StartsWith("--Logging:", StringComparison.OrdinalIgnoreCase);

    public static Settings Read(IReadOnlyList<string> arguments) => Of(
        new ConfigurationBuilder()
            .AddEnvironmentVariables()
            .AddCommandLine([.. arguments], _short)
            .Build());

    public static Settings Of(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return new Settings(
            configuration["Pulse:Connection"] ?? ReadFile(configuration["Pulse:ConnectionFile"]),
            configuration["Pulse:KeyFile"],
            Seconds(configuration, "Pulse:EverySeconds", 2),
            Seconds(configuration, "Pulse:LeaseSeconds", 30),
            TimeOnly.TryParse(
                configuration["Pulse:ShuffleAt"] ?? "03:15", CultureInfo.InvariantCulture, out var time)
                ? time
                : throw new SettingsException("Pulse:ShuffleAt is a time of day in UTC, such as 03:15."));
    }

    public string NeedKeyFile() => KeyFile
        ?? throw new SettingsException("Pulse:KeyFile is not set: name the file that holds the key (--key FILE).");

    /// <summary>The same server and role, in the schema where the engine keeps its tables.</summary>
    public string EngineConnection => new NpgsqlConnectionStringBuilder(Connection)
    {
        SearchPath = "quartz",
        ApplicationName = "pulse-worker-engine",
    }.ConnectionString;

    private static string ReadFile(string? path) => path switch
    {
        null => throw new SettingsException(
            "Pulse:ConnectionFile is not set: name the file that holds the connection string (--admin FILE)."),
        _ when !File.Exists(path) => throw new SettingsException($"The connection file {path} is missing."),
        _ => File.ReadAllText(path).Trim(),
    };

    private static TimeSpan Seconds(IConfiguration configuration, string name, double usual) =>
        configuration[name] is not { } text
            ? TimeSpan.FromSeconds(usual)
            : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds > 0
                ? TimeSpan.FromSeconds(seconds)
                : throw new SettingsException($"{name} is a number of seconds above 0, not '{text}'.");
}
