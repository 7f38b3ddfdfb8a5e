using PortfolioPlatform.Sandbox.Markets;

namespace PortfolioPlatform.Sandbox.Serving;

/// <summary>The faults of a venue that are on now, and the draws that decide whom they hit.</summary>
public sealed class VenueKnobs
{
    private readonly SandboxClock _clock;
    private volatile KnobSettings _current;
    private long _draws;
    private long _darkUntil;
    private long _bannedUntil;

    internal VenueKnobs(SandboxClock clock, KnobSettings settings)
    {
        _clock = clock;
        _current = settings;
        Set(settings);
    }

    /// <summary>What is set.</summary>
    public KnobSettings Current => _current;

    /// <summary>Whether the venue is unreachable now.</summary>
    public bool IsDark => _clock.GetUtcNow().UtcTicks < Volatile.Read(ref _darkUntil);

    /// <summary>How long the ban lasts on; zero = none.</summary>
    public TimeSpan BannedFor => TimeSpan.FromTicks(Math.Max(0, Volatile.Read(ref _bannedUntil) - _clock.GetUtcNow().UtcTicks));

    /// <summary>Sets all knobs; a ban and a dark time begin now.</summary>
    public void Set(KnobSettings settings)
    {
        var now = _clock.GetUtcNow().UtcTicks;
        Volatile.Write(ref _darkUntil, settings.DarkSeconds > 0 ? now + TimeSpan.FromSeconds(settings.DarkSeconds).Ticks : 0);
        Volatile.Write(ref _bannedUntil, settings.BanSeconds > 0 ? now + TimeSpan.FromSeconds(settings.BanSeconds).Ticks : 0);
        _current = settings;
    }

    /// <summary>Whether a fault of the given share hits this time.</summary>
    public bool Hits(double rate) => rate > 0 && Noise.Unit(Noise.Mix((ulong)Interlocked.Increment(ref _draws))) < rate;

    /// <summary>How many rows a history page gives: the limit, or fewer when the short-page knob hits.</summary>
    public int PageSize(int limit)
    {
        var set = _current;
        if (!Hits(set.ShortPageRate)) return limit;
        return set.ShortPageRows > 0 ? Math.Min(limit, set.ShortPageRows) : Math.Max(1, limit / 3);
    }
}
