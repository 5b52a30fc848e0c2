using Npgsql;
using Pulse.People;
using Pulse.Work;

namespace Pulse.Worker;

/// <summary>One command of the worker's command line.</summary>
/// <param name="Name">The first word.</param>
/// <param name="Help">How it is called, and what it does.</param>
/// <param name="Run">Returns the exit code: 0 done, 1 refused, 2 wrong words.</param>
public sealed record Command(string Name, string Help, Func<Invocation, CancellationToken, Task<int>> Run);

/// <summary>What a command was called with: its own words, and the settings that every command takes.</summary>
public sealed class Invocation(IReadOnlyList<string> words, IReadOnlyList<string> settings, TextWriter say) : IAsyncDisposable
{
    private Settings? _settings;
    private NpgsqlDataSource? _database;
    private Keyring? _keyring;

    /// <summary>The words after the command's name, without the settings.</summary>
    public IReadOnlyList<string> Words { get; } = words;

    /// <summary>The settings as they stood on the command line, for a host that reads them itself.</summary>
    public IReadOnlyList<string> SettingWords { get; } = settings;

    public TextWriter Say { get; } = say;

    public Settings Settings => _settings ??= Settings.Read(SettingWords);

    public NpgsqlDataSource Database => _database ??= NpgsqlDataSource.Create(Settings.Connection);

    public Keyring Keyring => _keyring ??= new Keyring(KeyFile.Read(Settings.NeedKeyFile()));

    public Working Working => new(Database, TimeProvider.System, Settings.Lease);

    /// <summary>Settings are taken out wherever they stand; everything else stays in its order.</summary>
    public static Invocation Of(IReadOnlyList<string> arguments, TextWriter say)
    {
        var words = new List<string>();
        var settings = new List<string>();
        for (var i = 0; i < arguments.Count; i++)
        {
            if (!Settings.IsSetting(arguments[i].Split('=')[0]))
            {
                words.Add(arguments[i]);
                continue;
            }
            settings.Add(arguments[i]);
            if (!arguments[i].Contains('=', StringComparison.Ordinal) && i + 1 < arguments.Count)
            {
                settings.Add(arguments[++i]);
            }
        }
        return new Invocation(words, settings, say);
    }

    public async ValueTask DisposeAsync()
    {
        _keyring?.Dispose();
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }
    }
}
