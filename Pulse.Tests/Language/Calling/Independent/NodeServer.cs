using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using NUnit.Framework;

namespace Pulse.Tests.Language.Calling.Independent;

/// <summary>A server that somebody else wrote and published as a package for Node.js, on a port of 127.0.0.1.</summary>
internal sealed class NodeServer : IDisposable
{
    private static readonly string _packages = Path.Combine(Repository.Root, ".pulse", "independent-servers");
    private readonly Process _process;
    private readonly string _folder;

    private NodeServer(Process process, string folder, int port)
    {
        (_process, _folder) = (process, folder);
        Endpoint = new Uri($"http://127.0.0.1:{port}/v1/");
    }

    public Uri Endpoint { get; }

    /// <summary>Installs packages in versions that were tried, once per machine; the test is skipped where that cannot be done.</summary>
    public static async Task Install(params string[] packages)
    {
        Directory.CreateDirectory(_packages);
        var done = Path.Combine(_packages, "installed");
        if (File.Exists(done) && await File.ReadAllTextAsync(done) == string.Join('\n', packages))
        {
            return;
        }

        try
        {
            using var npm = Process.Start(new ProcessStartInfo("npm")
            {
                // Nothing of theirs runs while they are installed
                ArgumentList = { "install", "--prefix", _packages, "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--fetch-retries=0" },
                WorkingDirectory = _packages,
            }.With(packages))!;
            await npm.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(3));
            if (npm.ExitCode == 0)
            {
                await File.WriteAllTextAsync(done, string.Join('\n', packages));
                return;
            }
        }
        catch (Exception missing) when (missing is System.ComponentModel.Win32Exception or TimeoutException)
        {
            // Said below
        }

        Assert.Ignore($"npm cannot install {string.Join(", ", packages)} here, so no independent server is tried.");
    }

    /// <param name="script">What its package starts, below node_modules.</param>
    /// <param name="arguments">PORT and FOLDER stand for its port and its own folder.</param>
    /// <param name="file">Written into that folder before it starts.</param>
    public static async Task<NodeServer> Start(
        string script, string arguments, (string Name, string Text) file, params (string Name, string Value)[] environment)
    {
        var folder = Directory.CreateTempSubdirectory("pulse-server-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, file.Name), file.Text);
        var port = FreePort();
        var start = new ProcessStartInfo("node")
        {
            ArgumentList = { Path.Combine(_packages, "node_modules", script) },
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        }.With(arguments.Replace("PORT", $"{port}", StringComparison.Ordinal).Replace("FOLDER", folder, StringComparison.Ordinal).Split(' '));
        start.Environment["PORT"] = $"{port}";
        start.Environment["HOST"] = "127.0.0.1";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        var errors = process.StandardError.ReadToEndAsync();
        var server = new NodeServer(process, folder, port);
        var waited = Stopwatch.StartNew();
        while (!await Listens(port))
        {
            if (process.HasExited || waited.Elapsed > TimeSpan.FromSeconds(60))
            {
                server.Dispose();
                Assert.Fail($"{script} does not start: {await errors}");
            }

            await Task.Delay(50);
        }

        return server;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<bool> Listens(int port)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

file static class Starting
{
    public static ProcessStartInfo With(this ProcessStartInfo start, string[] words)
    {
        foreach (var word in words)
        {
            start.ArgumentList.Add(word);
        }

        return start;
    }
}
