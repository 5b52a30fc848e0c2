namespace Pulse.Bench.Measurements;

/// <summary>
/// One row of <c>./pulse bench</c>: one file in this folder each, found by its type. Every run of it is a cold process
/// of its own, so nothing that another row warmed up, allocated or left in a cache can help or harm it.
/// </summary>
internal interface IMeasurement
{
    /// <summary>The row's name, as in <c>./pulse bench measure NAME</c>.</summary>
    string Name { get; }

    /// <summary>What is measured, in a few words.</summary>
    string What { get; }

    /// <summary>How many cold processes the row's median is taken over.</summary>
    int Runs => 3;

    /// <summary>What this measurement lacks on this machine and how to get it; null if it can run.</summary>
    string? Obstacle => null;

    /// <summary>Prepares, then measures.</summary>
    Measured Run();
}
