namespace Pulse.Bench.Writing;

/// <summary>A folder that is there whole or not at all: written under another name beside its place, then renamed.</summary>
internal static class Whole
{
    /// <exception cref="BadInputException">The place is taken by something that these commands did not write, or cannot be written.</exception>
    /// <param name="folder">Where the folder shall be.</param>
    /// <param name="sign">A file that tells a folder of ours; only such a one is replaced.</param>
    /// <param name="write">Told the folder to write into.</param>
    public static void Folder(string folder, string sign, Action<string> write)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        var taken = File.Exists(full) || (Directory.Exists(full) && Directory.EnumerateFileSystemEntries(full).Any());
        if (taken && !File.Exists(Path.Combine(full, sign)))
        {
            throw new BadInputException($"{folder}: is there and is not a folder of earlier results; name another one, or remove it.");
        }
        var unfinished = $"{full}.{Environment.ProcessId}.unfinished";
        try
        {
            Directory.CreateDirectory(unfinished);
            write(unfinished);
            var earlier = $"{unfinished}.earlier";
            if (Directory.Exists(full))
            {
                Directory.Move(full, earlier);
            }
            Directory.Move(unfinished, full);
            if (Directory.Exists(earlier))
            {
                Directory.Delete(earlier, recursive: true);
            }
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{folder}: cannot be written: {wrong.Message}");
        }
        finally
        {
            if (Directory.Exists(unfinished))
            {
                Directory.Delete(unfinished, recursive: true);
            }
        }
    }
}
