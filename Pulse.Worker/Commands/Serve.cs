using Microsoft.Extensions.Hosting;

namespace Pulse.Worker.Commands;

/// <summary>serve: looks for work until it is told to stop.</summary>
public static class Serve
{
    public const string Help = "serve                        look for work until stopped";

    public static async Task<int> Run(Invocation call, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(call);
        using var host = WorkerHost.Build([.. call.SettingWords]);
        await host.RunAsync(stop);
        return 0;
    }
}
