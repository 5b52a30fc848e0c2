namespace Pulse.Bench.Measurements;

/// <summary>
/// One row of <c>./pulse bench</c>: one file in this folder each, found by its type. Every run of it is a cold process
/// of its own, so nothing that another row warmed up, allocated or left in a cache can help or harm it.
/// </summary>
public interface IMeasurement
{
    /// <summary>The row's name, as in <c>./pulse bench measure NAME</c>.</summary>
    string Name { get; }

    /// <summary>What is measured, in a few words.</summary>
    string What { get; }

    /// <summary>How many cold processes the row's median is taken over.</summary>
    int Runs => 3;

    /// <summary>Prepares, then measures.</summary>
    Measured Run();
}

/// <summary>What one run of a measurement found.</summary>
/// <param name="Seconds">The time itself, without the preparation.</param>
/// <param name="Items">For how many of <paramref name="Unit"/> that time was needed; at least 1.</param>
/// <param name="Unit">votes, answers, requests …</param>
/// <param name="Note">What else must be known to read the number; empty for nothing.</param>
public sealed record Measured(double Seconds, long Items, string Unit, string Note = "");
