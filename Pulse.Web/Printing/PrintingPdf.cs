using System.Diagnostics;

namespace Pulse.Web.Printing;

/// <summary>
/// Prints a page of ours to PDF with the system's Chromium, as a child process that is not root and can reach no network.
/// The page lies in a folder of its own that only that process can read, and is gone afterwards. Chromium keeps its own
/// sandbox wherever the system lets it make one, and goes without only where it says that it cannot; that is logged.
/// </summary>
public static partial class PrintingPdf
{
    private const string Unprivileged = "nobody";

    /// <summary>Ends Chromium's own sentence where user namespaces are closed to it.</summary>
    private const string NoSandbox = "no usable sandbox";

    private static readonly string[] _names = ["chromium", "chromium-browser", "google-chrome"];
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    /// <param name="style">The name of a file of Desk/, which the page links to by that name.</param>
    /// <param name="browser">Another Chromium than the one in PATH.</param>
    /// <returns>Null where there is no Chromium, or it could not print.</returns>
    public static async Task<byte[]?> Print(string html, string style, ILogger log, CancellationToken stop, string? browser = null)
    {
        if ((browser ?? Find(_names)) is not { } chromium || (Environment.IsPrivilegedProcess && Find(["runuser"]) is null))
        {
            return null;
        }

        var folder = Directory.CreateTempSubdirectory("pulse-print-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "page.html"), html, stop);
            File.Copy(Path.Combine(AppContext.BaseDirectory, "Desk", style), Path.Combine(folder, style));
            string[] print =
            [
                chromium, "--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking",
                "--host-resolver-rules=MAP * ~NOTFOUND", "--no-pdf-header-footer",
                $"--user-data-dir={Path.Combine(folder, "profile")}", $"--print-to-pdf={Path.Combine(folder, "page.pdf")}",
                $"file://{Path.Combine(folder, "page.html")}",
            ];
            var (done, said) = await RunUnprivileged(print, folder, stop);
            if (!done && said.Contains(NoSandbox, StringComparison.OrdinalIgnoreCase))
            {
                // the page is ours and holds no script, so what is lost is the second of two walls
                LogWithoutSandbox(log);
                (done, _) = await RunUnprivileged([.. print, "--no-sandbox"], folder, stop);
            }

            var pdf = Path.Combine(folder, "page.pdf");
            return done && File.Exists(pdf) ? await File.ReadAllBytesAsync(pdf, stop) : null;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string? Find(IEnumerable<string> names) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .SelectMany(folder => names.Select(name => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Chromium may not make user namespaces here, so a sheet is printed without its sandbox; see docs/operations.md")]
    private static partial void LogWithoutSandbox(ILogger log);

    private static async Task<(bool Done, string Said)> RunUnprivileged(string[] command, string folder, CancellationToken stop)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return await Run(command, folder, stop);
        }

        var given = await Run(["chown", "-R", Unprivileged, folder], folder, stop);
        return given.Done ? await Run(["runuser", "-u", Unprivileged, "--", .. command], folder, stop) : given;
    }

    private static async Task<(bool Done, string Said)> Run(string[] command, string folder, CancellationToken stop)
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // nothing of ours, such as a connection string, is handed to the browser
            Environment = { ["HOME"] = folder },
        };
        foreach (var name in start.Environment.Keys.Where(name => name is not ("PATH" or "HOME" or "LANG")).ToList())
        {
            start.Environment.Remove(name);
        }

        using var process = Process.Start(start)!;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(_patience);
        try
        {
            var said = process.StandardOutput.ReadToEndAsync(patience.Token);
            var failed = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            await Task.WhenAll(said, failed);
            return (process.ExitCode == 0, await failed);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            stop.ThrowIfCancellationRequested();
            return (false, "");
        }
    }
}
