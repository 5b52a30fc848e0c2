using System.Text;

namespace Pulse.Worker.Exporting;

/// <summary>
/// Writes the files of an export: each whole under another name first, all renamed at the end, so that a folder never
/// holds half an export. UTF-8 with its mark, so that spreadsheets show Hebrew and Arabic; readable by the owner only.
/// </summary>
internal static class WritingFiles
{
    private const string Unfinished = ".part";

    /// <returns>Rows written, by file.</returns>
    public static async Task<IReadOnlyList<(string File, int Rows)>> Write(
        string folder, IReadOnlyList<ExportedFile> files, CancellationToken stop)
    {
        Directory.CreateDirectory(folder);
        var written = new List<(string File, int Rows)>();
        try
        {
            foreach (var file in files)
            {
                written.Add((file.Name, await Write(Path.Combine(folder, file.Name + Unfinished), file, stop)));
            }

            foreach (var file in files)
            {
                File.Move(Path.Combine(folder, file.Name + Unfinished), Path.Combine(folder, file.Name), overwrite: true);
            }

            return written;
        }
        finally
        {
            foreach (var file in files)
            {
                File.Delete(Path.Combine(folder, file.Name + Unfinished));
            }
        }
    }

    private static async Task<int> Write(string path, ExportedFile file, CancellationToken stop)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using var text = new StreamWriter(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), options);
        if (file.WithHeader)
        {
            await Line(text, file.Columns.Select(column => column.Name), stop);
        }

        var rows = 0;
        foreach (var row in file.Rows)
        {
            await Line(text, row, stop);
            rows++;
        }

        return rows;
    }

    private static Task Line(StreamWriter text, IEnumerable<string> cells, CancellationToken stop) =>
        text.WriteAsync((string.Join(',', cells) + "\n").AsMemory(), stop);
}
