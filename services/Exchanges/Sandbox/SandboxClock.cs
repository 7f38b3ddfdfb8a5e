namespace PortfolioPlatform.Sandbox;

/// <summary>The sandbox's one clock: real time scaled, and frozen, advanced and released on demand. It never runs backwards.</summary>
public sealed class SandboxClock : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _real;
    private readonly double _scale;
    private DateTimeOffset _base;
    private long _since;
    private bool _frozen;
    private TimeSpan _stoodStill;

    internal SandboxClock(TimeProvider real, double scale)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(scale);
        (_real, _scale, _base, _since) = (real, scale, real.GetUtcNow(), real.GetTimestamp());
    }

    /// <summary>Sandbox seconds per second.</summary>
    public double Scale => _scale;

    /// <summary>Whether it stands still.</summary>
    public bool IsFrozen
    {
        get { lock (_gate) return _frozen; }
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate) return _frozen ? _base : _base + Passed();
    }

    /// <summary>The time as if it had never stood still: for what goes on while the market is frozen, such as the refilling of rate limits.</summary>
    internal DateTimeOffset GoingOn()
    {
        lock (_gate) return _base + _stoodStill + Passed();
    }

    /// <summary>The time in whole milliseconds.</summary>
    public DateTimeOffset Milliseconds()
    {
        var now = GetUtcNow();
        return now.AddTicks(-(now.UtcTicks % TimeSpan.TicksPerMillisecond));
    }

    /// <summary>The clock outside.</summary>
    public DateTimeOffset RealNow() => _real.GetUtcNow();

    /// <summary>Goes on from a mark of an earlier run as if it had never stopped.</summary>
    internal void Resume(DateTimeOffset mark, DateTimeOffset real, double scale)
    {
        var passed = _real.GetUtcNow() - real;
        Set(mark + (passed > TimeSpan.Zero ? passed * scale : TimeSpan.Zero), frozen: scale == 0);
    }

    /// <summary>The real time that a sandbox span takes.</summary>
    public TimeSpan Real(TimeSpan span) => span / _scale;

    /// <summary>Stops the clock.</summary>
    public void Freeze() => Set(GetUtcNow(), frozen: true);

    /// <summary>Lets it run on from where it stands.</summary>
    public void Release() => Set(GetUtcNow(), frozen: false);

    /// <summary>Moves it forward.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        Set(GetUtcNow() + by, IsFrozen);
    }

    /// <summary>Moves it forward to a time, if it is before that.</summary>
    public void NotBefore(DateTimeOffset time)
    {
        if (GetUtcNow() < time) Set(time, IsFrozen);
    }

    private void Set(DateTimeOffset now, bool frozen)
    {
        lock (_gate)
        {
            if (_frozen) _stoodStill += Passed();
            (_base, _since, _frozen) = (now, _real.GetTimestamp(), frozen);
        }
    }

    private TimeSpan Passed() => _real.GetElapsedTime(_since) * _scale;
}
