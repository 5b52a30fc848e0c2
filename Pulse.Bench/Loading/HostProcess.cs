using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Pulse.Bench.Loading;

/// <summary>The participants' host as it is served, in a process of its own on the loopback.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private readonly Process _process;

    private HostProcess(Process process, int port)
    {
        _process = process;
        Port = port;
    }

    public int Port { get; }

    public int Id => _process.Id;

    public Uri Address => new($"http://127.0.0.1:{Port}");

    /// <param name="program">Pulse.Api.dll, as it was built.</param>
    public static async Task<HostProcess> Start(string program, Venue venue)
    {
        var port = FreePort();
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                program, "--urls", $"http://127.0.0.1:{port}", "--Pulse:ConnectionFile", venue.ConnectionFile,
                "--Pulse:KeyFile", venue.KeyFilePath,
            },
        };
        // what makes this program's sockets quick is no setting of the host's
        start.Environment.Remove("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS");
        start.Environment.Remove("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT");
        var host = new HostProcess(Process.Start(start)!, port);
        using var http = new HttpClient { BaseAddress = host.Address };
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                (await http.GetAsync(new Uri("/healthz", UriKind.Relative))).EnsureSuccessStatusCode();
                return host;
            }
            catch (HttpRequestException) when (attempt < 300 && !host._process.HasExited)
            {
                await Task.Delay(100);
            }
        }
    }

    /// <summary>Ends it as an operator does, and waits until it has answered what it took in.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            using (var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]))
            {
                await kill.WaitForExitAsync();
            }

            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
