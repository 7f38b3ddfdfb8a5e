namespace PortfolioPlatform.Sandbox.Economy;

/// <summary>Acts to be played at their time, in order of time and then of scheduling.</summary>
internal sealed class Schedule
{
    private readonly PriorityQueue<Action, (long Ticks, long Order)> _acts = new();
    private long _order;

    /// <summary>Plans an act.</summary>
    public void At(DateTimeOffset time, Action act) => _acts.Enqueue(act, (time.UtcTicks, _order++));

    /// <summary>The time of the next act.</summary>
    public long? NextTicks => _acts.TryPeek(out _, out var key) ? key.Ticks : null;

    /// <summary>Takes the next act.</summary>
    public Action Take() => _acts.Dequeue();
}
