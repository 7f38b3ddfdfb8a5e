namespace PortfolioPlatform.Api.Feed;

/// <summary>
/// The one loop that sends: it visits the topics in which something is due, then rests at least the spacing, and longer when it has used up its share of a core
/// (<see cref="FanOutBudget"/>), so that changes gather under load.
/// </summary>
internal sealed class FanOut(TimeProvider time, FeedOptions options) : BackgroundService
{
    private const long Awake = long.MinValue;
    private readonly SemaphoreSlim wake = new(0);
    private readonly Lock gate = new();
    private readonly HashSet<FeedHub> waiting = [];
    private long sleepsUntil = Awake;

    /// <summary>Microseconds of a monotonic clock.</summary>
    internal long Now => (long)((Int128)time.GetTimestamp() * 1_000_000 / time.TimestampFrequency);

    /// <summary>A topic has something to send now or later.</summary>
    internal void Request(FeedHub hub)
    {
        if (hub.NextDue is not { } due) return;
        lock (gate)
        {
            waiting.Add(hub);
            if (due >= sleepsUntil) return;
            sleepsUntil = Awake;
        }

        wake.Release();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var spacing = (long)options.Spacing.TotalMicroseconds;
        var budget = new FanOutBudget(Now);
        while (!stoppingToken.IsCancellationRequested)
        {
            var began = Now;
            Round(began);
            var rest = Math.Max(spacing, budget.Spend(began, Now));
            await Task.Delay(TimeSpan.FromMicroseconds(rest), time, stoppingToken);
            await SleepAsync(stoppingToken);
        }
    }

    private void Round(long now)
    {
        FeedHub[] hubs;
        lock (gate) hubs = [.. waiting];
        foreach (var hub in hubs) hub.FanOut(now);
        lock (gate) waiting.RemoveWhere(static hub => hub.NextDue is null);
    }

    /// <summary>Sleeps until the next topic is due, or until one is requested that is due earlier.</summary>
    private async Task SleepAsync(CancellationToken cancellationToken)
    {
        // One reading of the clock for both: on a busy machine the moment has come by the second, and a negative wait is an error.
        var now = Now;
        long until;
        lock (gate)
        {
            until = waiting.Min(static hub => hub.NextDue) ?? long.MaxValue;
            if (until <= now) return;
            sleepsUntil = until;
        }

        if (until == long.MaxValue) await wake.WaitAsync(cancellationToken);
        else await wake.WaitAsync(TimeSpan.FromMicroseconds(until - now), cancellationToken);
        lock (gate) sleepsUntil = Awake;
    }
}
