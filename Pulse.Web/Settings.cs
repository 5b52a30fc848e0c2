namespace Pulse.Web;

/// <summary>What the host must be told before it can start; the message says which setting and how to give it.</summary>
public sealed class SettingsException(string message) : Exception(message);

/// <summary>Where the host's database and key file are.</summary>
public sealed record Settings(string Connection, string KeyFile)
{
    public static Settings Of(IConfiguration configuration) => new(
        configuration["Pulse:Connection"] ?? ReadFile(configuration["Pulse:ConnectionFile"]),
        configuration["Pulse:KeyFile"]
            ?? throw new SettingsException("Pulse:KeyFile is not set: name the file that holds the key."));

    private static string ReadFile(string? path) => path switch
    {
        null => throw new SettingsException(
            "Pulse:ConnectionFile is not set: name the file that holds the connection string of pulse_web."),
        _ when !File.Exists(path) => throw new SettingsException($"The connection file {path} is missing."),
        _ => File.ReadAllText(path).Trim(),
    };
}
