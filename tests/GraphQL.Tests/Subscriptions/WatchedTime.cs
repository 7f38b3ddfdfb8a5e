namespace PortfolioPlatform.GraphQL.Tests.Subscriptions;

/// <summary>A clock that tells how its first timer was given back: only who waits for the timer's last call may dispose of what that call needs. A call that finds it gone would end the process.</summary>
internal sealed class WatchedTime : TimeProvider
{
    private readonly TaskCompletionSource<bool> _waitedFor = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _timers;

    /// <summary>Whether the owner waited for the last call.</summary>
    public Task<bool> WaitedFor => _waitedFor.Task;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        return Interlocked.Increment(ref _timers) > 1 ? timer : new WatchedTimer(this, timer);
    }

    private sealed class WatchedTimer(WatchedTime time, ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(dueTime, period);

        public void Dispose()
        {
            time._waitedFor.TrySetResult(false);
            timer.Dispose();
        }

        public async ValueTask DisposeAsync()
        {
            await timer.DisposeAsync();
            time._waitedFor.TrySetResult(true);
        }
    }
}
