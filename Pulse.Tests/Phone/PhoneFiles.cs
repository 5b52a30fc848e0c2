namespace Pulse.Tests.Phone;

/// <summary>The phone client's files as they stand in the repository.</summary>
public static class PhoneFiles
{
    public static readonly string Folder = Path.Combine(Repository.Root, "Pulse.Api", "Phone");

    public static IReadOnlyList<string> All { get; } =
        [.. Directory.GetFiles(Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    /// <summary>All modules, one after the other.</summary>
    public static string Script { get; } = string.Join(
        '\n', All.Where(file => Path.GetExtension(file) == ".js").Select(File.ReadAllText));
}
