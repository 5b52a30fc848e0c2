using System.Diagnostics;

namespace Pulse.Web.Printing;

/// <summary>
/// Prints a page of ours to PDF with the system's Chromium, as a child process that is not root and can reach no network.
/// The page lies in a folder of its own that only that process can read, and is gone afterwards.
/// </summary>
public static class PrintingPdf
{
    private const string Unprivileged = "nobody";

    private static readonly string[] _names = ["chromium", "chromium-browser", "google-chrome"];
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    /// <param name="style">The name of a file of Desk/, which the page links to by that name.</param>
    /// <returns>Null where there is no Chromium, or it could not print.</returns>
    public static async Task<byte[]?> Print(string html, string style, CancellationToken stop)
    {
        if (Find(_names) is not { } chromium || (Environment.IsPrivilegedProcess && Find(["runuser"]) is null))
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
                // the page is ours and holds no script; the sandbox needs rights that a service or a container may lack
                "--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND", "--no-pdf-header-footer",
                $"--user-data-dir={Path.Combine(folder, "profile")}", $"--print-to-pdf={Path.Combine(folder, "page.pdf")}",
                $"file://{Path.Combine(folder, "page.html")}",
            ];
            var done = !Environment.IsPrivilegedProcess ? await Run(print, folder, stop)
                : await Run(["chown", "-R", Unprivileged, folder], folder, stop)
                    && await Run(["runuser", "-u", Unprivileged, "--", .. print], folder, stop);
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

    private static async Task<bool> Run(string[] command, string folder, CancellationToken stop)
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
            return process.ExitCode == 0;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            stop.ThrowIfCancellationRequested();
            return false;
        }
    }
}
