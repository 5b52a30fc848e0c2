using NUnit.Framework;

namespace Pulse.Tests;

/// <summary>Where the checkout stands, and golden files in it.</summary>
public static class Repository
{
    public static readonly string Root = FindRoot();

    /// <summary>A file of the shared data folder beside the checkout; the test is skipped where there is none.</summary>
    public static string Shared(params string[] parts)
    {
        var path = Path.Combine([Path.GetDirectoryName(Root)!, "shared", .. parts]);
        if (!File.Exists(path) && !Directory.Exists(path))
        {
            Assert.Ignore($"The shared data {string.Join('/', parts)} is not beside this checkout.");
        }

        return path;
    }

    /// <summary>Holds a text against a committed file; PULSE_UPDATE_GOLDEN=1 writes it instead.</summary>
    public static void Golden(string relativePath, string text)
    {
        var path = Path.Combine(Root, relativePath);
        if (Environment.GetEnvironmentVariable("PULSE_UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(path, text);
            return;
        }

        var committed = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
        Assert.That(
            text.ReplaceLineEndings("\n"), Is.EqualTo(committed),
            $"{relativePath} is not current: run the tests once with PULSE_UPDATE_GOLDEN=1 and read the difference.");
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Pulse.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("Pulse.sln stands in no folder above the tests.");
    }
}
