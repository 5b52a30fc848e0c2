using System.Diagnostics;

namespace Pulse.Bench;

/// <summary>How long each stage took, in the order in which they ended.</summary>
internal sealed class Stages
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private double _processor = Usage.ProcessorSeconds();

    public double BeforeMain { get; } = Usage.SinceStart();

    /// <summary>Time on the wall, and of the processor over all threads.</summary>
    public List<(string Stage, double Seconds, double Processor)> Ended { get; } = [];

    public void Done(string stage)
    {
        var processor = Usage.ProcessorSeconds();
        Ended.Add((stage, _watch.Elapsed.TotalSeconds, processor - _processor));
        _processor = processor;
        _watch.Restart();
    }
}
