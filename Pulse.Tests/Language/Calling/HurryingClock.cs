namespace Pulse.Tests.Language.Calling;

/// <summary>A clock that runs so many times faster than the wall's, its timers with it: a pause of a minute takes seconds.</summary>
internal sealed class HurryingClock(int times = 20) : TimeProvider
{
    private readonly long _began = System.GetTimestamp();
    private readonly DateTimeOffset _start = new(2026, 5, 4, 10, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => System.TimestampFrequency;

    public override long GetTimestamp() => _began + (System.GetTimestamp() - _began) * times;

    public override DateTimeOffset GetUtcNow() => _start + System.GetElapsedTime(_began) * times;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(
            callback, state, dueTime == Timeout.InfiniteTimeSpan ? dueTime : dueTime / times,
            period == Timeout.InfiniteTimeSpan ? period : period / times);
}
