using System.Globalization;
using Npgsql;
using Pulse.Voting;

namespace Pulse.Api;

/// <summary>What the host must be told before it can start; the message says which setting and how to give it.</summary>
public sealed class SettingsException(string message) : Exception(message);

/// <summary>The host's settings: where its database and its key file are.</summary>
public sealed record Settings(string Connection, string KeyFile, string PhoneFolder)
{
    /// <summary>How votes are committed together.</summary>
    public CastingLimits Casting { get; init; } = new();

    // leaves room for the other hosts on a server with PostgreSQL's default of 100 connections
    private const int MostConnections = 40;

    public static Settings Of(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var usual = new CastingLimits();
        var connection = configuration["Pulse:Connection"] ?? ReadFile(configuration["Pulse:ConnectionFile"]);
        return new Settings(
            Bounded(connection),
            configuration["Pulse:KeyFile"]
                ?? throw new SettingsException("Pulse:KeyFile is not set: name the file that holds the key."),
            configuration["Pulse:PhoneFolder"] ?? Path.Combine(AppContext.BaseDirectory, "Phone"))
        {
            Casting = new CastingLimits(
                Number(configuration, "Pulse:VoteCommitters", usual.Committers, 16),
                Number(configuration, "Pulse:VotesTogether", usual.Together, 1000),
                Number(configuration, "Pulse:VotesWaiting", usual.Waiting, 1_000_000)),
        };
    }

    private static int Number(IConfiguration configuration, string name, int usual, int most) => configuration[name] switch
    {
        null => usual,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= 1 && number <= most => number,
        _ => throw new SettingsException($"{name} must be a whole number from 1 to {most}."),
    };

    private static string ReadFile(string? path) => path switch
    {
        null => throw new SettingsException(
            "Pulse:ConnectionFile is not set: name the file that holds the connection string of pulse_api."),
        _ when !File.Exists(path) => throw new SettingsException($"The connection file {path} is missing."),
        _ => File.ReadAllText(path).Trim(),
    };

    private static string Bounded(string connection)
    {
        try
        {
            var parts = new NpgsqlConnectionStringBuilder(connection);
            if (!parts.ShouldSerialize("Maximum Pool Size"))
            {
                parts.MaxPoolSize = MostConnections;
            }

            return parts.ConnectionString;
        }
        catch (ArgumentException)
        {
            throw new SettingsException("The connection string of pulse_api is not in Npgsql's form (Host=…;Username=…).");
        }
    }
}
