namespace Pulse.Worker.Importing;

/// <summary>Which file of a folder is which part of a Remesh export, by the end of its name.</summary>
internal sealed class RemeshFiles
{
    private readonly string _folder;
    private readonly Problems _problems;

    public RemeshFiles(string folder, Problems problems)
    {
        _folder = folder;
        _problems = problems;
        if (!Directory.Exists(folder))
        {
            problems.AddFile(folder, "a folder", "none");
            return;
        }

        Participants = Find("participants.csv", needed: true);
        Texts = Find("verbatim_map.csv", needed: true);
        Votes = Find("binary.csv", needed: true);
        Preferences = Find("preference.csv", needed: false);
    }

    public string? Participants { get; }

    public string? Texts { get; }

    public string? Votes { get; }

    public string? Preferences { get; }

    private string? Find(string ending, bool needed)
    {
        var found = Directory.EnumerateFiles(_folder)
            .Where(file => Path.GetFileName(file).EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal).ToList();
        if (found.Count > 1 || (needed && found.Count == 0))
        {
            _problems.AddFile(
                $"*_{ending}", "one such file in the folder",
                found.Count == 0 ? "none" : string.Join(" and ", found.Select(Path.GetFileName)));
            return null;
        }

        return found.FirstOrDefault();
    }
}
