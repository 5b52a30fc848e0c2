namespace Pulse.Work;

/// <summary>
/// Lets a test stop the process at a named place: PULSE_CRASH_AT=analyse:counts ends it there as a power cut would,
/// without a finally block being run. Unset, it does nothing.
/// </summary>
public static class CrashPoint
{
    public const string Variable = "PULSE_CRASH_AT";

    public static void Reach(string place)
    {
        if (Environment.GetEnvironmentVariable(Variable) == place)
        {
            System.Diagnostics.Process.GetCurrentProcess().Kill();
        }
    }
}
