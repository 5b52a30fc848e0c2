using System.Runtime.ExceptionServices;

namespace Pulse.Analysing.Matrices;

/// <summary>Splits work among threads. What the parts are must not depend on how many threads there are.</summary>
public static class Splitting
{
    /// <summary>Does parts 0 … <paramref name="parts"/> − 1, in order where there is one thread.</summary>
    public static void Into(int parts, int threads, Action<int> part)
    {
        ArgumentNullException.ThrowIfNull(part);
        if (threads == 1 || parts < 2)
        {
            for (var i = 0; i < parts; i++)
            {
                part(i);
            }
            return;
        }
        try
        {
            Parallel.For(0, parts, new ParallelOptions { MaxDegreeOfParallelism = threads }, part);
        }
        catch (AggregateException several)
        {
            // Callers learn the same kind of error from many threads as from one
            ExceptionDispatchInfo.Throw(several.InnerExceptions[0]);
        }
    }

    /// <summary>The same for ranges of at most <paramref name="length"/> out of <paramref name="count"/>.</summary>
    public static void Ranges(int count, int length, int threads, Action<int, int> range) =>
        Into((int)(((long)count + length - 1) / length), threads, i =>
            range(i * length, (int)Math.Min(count, ((long)i + 1) * length)));
}
