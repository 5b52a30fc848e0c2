using System.Diagnostics;
using System.Globalization;

namespace Pulse.Bench.Tables;

/// <summary>A plain analysis with pandas and scikit-learn on the same file in the same run, where they are installed.</summary>
internal static class Baseline
{
    private const string Install = "pandas and scikit-learn are not here, so nothing runs beside; on Debian: apt-get install python3-pandas python3-sklearn";

    /// <summary>Dense copies that the script holds at once: the matrix, the filled one, the components' own copy, masks.</summary>
    private const long CopiesOfACell = 6 * sizeof(double);

    /// <summary>The first Python that has both; Debian's packages are in its own, which another may hide from the path.</summary>
    private static readonly string? _python = Array.Find(["python3", "/usr/bin/python3"], Has);

    /// <summary>Null if it can run, otherwise how to make it so.</summary>
    public static string? Missing() => _python is null ? Install : null;

    private static bool Has(string program)
    {
        try
        {
            using var python = Process.Start(new ProcessStartInfo(program, ["-c", "import sklearn, pandas"])
            {
                RedirectStandardError = true,
            })!;
            python.StandardError.ReadToEnd();
            python.WaitForExit();
            return python.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    /// <summary>What it needed beside what we needed, in a sentence.</summary>
    public static string Run(string csv, int participants, int statements, double seconds, double bytes)
    {
        var needed = (long)participants * statements * CopiesOfACell;
        if (Available() is { } available && available < needed)
        {
            return string.Create(CultureInfo.InvariantCulture,
                $"{participants:N0} × {statements:N0}: not run, it needs about {needed / 1e9:0.0} GB and {available / 1e9:0.0} GB are free");
        }
        var ran = Cold.Of(_python!, [Path.Combine(AppContext.BaseDirectory, "baseline.py"), csv]);
        double Number(string name) => ran.Printed.GetProperty(name).GetDouble();
        var whole = Number("import_seconds") + Number("seconds");
        return string.Create(CultureInfo.InvariantCulture,
            $"{participants:N0} × {statements:N0}: {whole:0.0} s ({Number("seconds"):0.0} s without its imports; processor "
            + $"{Number("processor_seconds"):0.0} s), {Number("peak_bytes") / (1 << 20):N0} MB, {ran.Printed.GetProperty("groups").GetInt32()} groups"
            + $" = {whole / seconds:0.0} × the time, {Number("peak_bytes") / bytes:0.0} × the memory");
    }

    private static long? Available()
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }
        var line = File.ReadLines("/proc/meminfo").First(one => one.StartsWith("MemAvailable:", StringComparison.Ordinal));
        return long.Parse(line.AsSpan(13).Trim().TrimEnd("kB").Trim(), CultureInfo.InvariantCulture) * 1024;
    }
}
