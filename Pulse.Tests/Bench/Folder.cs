namespace Pulse.Tests.Bench;

/// <summary>A folder for one test's files.</summary>
internal sealed class Folder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("pulse-bench-test-").FullName;

    public string File(string name, string text)
    {
        var path = At(name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    public string At(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
