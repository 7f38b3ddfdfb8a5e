using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.MarketData.Prices;

/// <summary>The price of one asset as it stands, and what is waiting for confirmation.</summary>
/// <param name="asset">Which.</param>
/// <param name="tier">When it is priced, see <see cref="PriceGraph"/>.</param>
internal sealed class AssetPrice(AssetId asset, int tier)
{
    private decimal _pending;
    private DateTimeOffset? _pendingSince;
    private DateTimeOffset _toldAt;

    public AssetId Asset { get; } = asset;

    public int Tier { get; } = tier;

    /// <summary>Markets that price it through an asset of a lower tier.</summary>
    public List<Quote> Markets { get; } = [];

    /// <summary>Markets against assets of the same tier: used only when there is no other way.</summary>
    public List<Quote> Detours { get; } = [];

    /// <summary>US dollars per unit; null when there is none.</summary>
    public decimal? Usd { get; private set; }

    /// <summary>Whether it was priced over a detour, so that others avoid it.</summary>
    public bool Implied { get; set; }

    public string State { get; private set; } = "NotListed";

    /// <summary>Whether a jump of a single source waits for confirmation.</summary>
    public bool IsHeld => _pendingSince is not null;

    public string Source { get; private set; } = "";

    public DateTimeOffset At { get; private set; }

    public long Version { get; private set; }

    /// <summary>Takes a consensus; a single source that jumps is held at the old value until it stays.</summary>
    public bool Accept(Consensus consensus, bool stale, DateTimeOffset now, PriceRules rules)
    {
        var guarded = !consensus.Confirmed && (State == "ok" || _pendingSince is not null);
        if (guarded && Usd is { } old && IsSpike(old, consensus.Usd, now, rules)) return Set(old, "stale", $"held, {consensus.Source} jumped", At, now, rules);
        _pendingSince = null;
        return Set(PriceGraph.Significant(consensus.Usd), stale ? "stale" : "ok", consensus.Source, consensus.At, now, rules);
    }

    /// <summary>There is no price: says why.</summary>
    public bool Refuse(string state, DateTimeOffset now, PriceRules rules) => Set(null, state, "", now, now, rules);

    /// <summary>What the rest of the platform is told.</summary>
    public PriceValue ToValue(long epoch) => new(Asset, Usd is { } usd ? (Quantity)usd : null, Source, At, State, Version) { Epoch = epoch };

    private bool IsSpike(decimal old, decimal next, DateTimeOffset now, PriceRules rules)
    {
        if (old == 0 || Math.Abs((next / old) - 1) <= rules.Spike) return false;
        if (_pendingSince is null || _pending == 0 || Math.Abs((next / _pending) - 1) > rules.Spike) (_pending, _pendingSince) = (next, now);
        return now - _pendingSince < rules.SpikeHold;
    }

    private bool Set(decimal? usd, string state, string source, DateTimeOffset at, DateTimeOffset now, PriceRules rules)
    {
        var changed = usd != Usd || state != State || Version == 0;
        var confirms = state == "ok" && now - _toldAt >= rules.ConfirmEvery && at > At;
        Source = source;
        if (!changed && !confirms) return false;
        (Usd, State, At, _toldAt) = (usd, state, at, now);
        Version++;
        return true;
    }
}
