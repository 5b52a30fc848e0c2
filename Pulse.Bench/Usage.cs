using System.Globalization;

namespace Pulse.Bench;

/// <summary>What this process has used so far, in time and memory.</summary>
internal static class Usage
{
    /// <summary>
    /// Seconds since the operating system started this process: the runtime's own start is part of a cold run. On
    /// Linux to a hundredth of a second.
    /// </summary>
    public static double SinceStart()
    {
        if (OperatingSystem.IsLinux())
        {
            // Fields after the command's name, which may itself hold blanks; the 22nd of all is the start in ticks.
            var stat = File.ReadAllText("/proc/self/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            var uptime = File.ReadAllText("/proc/uptime");
            return double.Parse(uptime.AsSpan(0, uptime.IndexOf(' ')), CultureInfo.InvariantCulture)
                - long.Parse(fields[19], CultureInfo.InvariantCulture) / 100.0;
        }
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        return (TimeProvider.System.GetUtcNow() - process.StartTime.ToUniversalTime()).TotalSeconds;
    }

    /// <summary>The most bytes of memory that this process ever had in use (VmHWM).</summary>
    public static long PeakBytes()
    {
        if (OperatingSystem.IsLinux())
        {
            foreach (var line in File.ReadLines("/proc/self/status"))
            {
                if (line.StartsWith("VmHWM:", StringComparison.Ordinal))
                {
                    return long.Parse(line.AsSpan(6).Trim().TrimEnd("kB").Trim(), CultureInfo.InvariantCulture) * 1024;
                }
            }
        }
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }

    /// <summary>Processor seconds of all threads together.</summary>
    public static double ProcessorSeconds() => Environment.CpuUsage.TotalTime.TotalSeconds;
}
