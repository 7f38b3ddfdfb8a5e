using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Serving;
using PortfolioPlatform.Sandbox.Serving.Limits;

namespace PortfolioPlatform.Sandbox.Kraken;

/// <summary>Kraken's counters: one per key for REST, one per key and pair for the matching engine, about a call a second per address for public endpoints.</summary>
internal sealed class KrakenLimits
{
    private readonly VenueSite _site;
    private readonly DecayingCounter _rest;
    private readonly DecayingCounter _engine;
    private readonly DecayingCounter _public;

    public KrakenLimits(VenueSite site)
    {
        var (ceiling, decay, engine, engineDecay) = site.Options.KrakenTier switch
        {
            "starter" => (15, 0.33, 60, 1.0),
            "pro" => (20, 1.0, 180, 3.75),
            _ => (20, 0.5, 125, 2.34),
        };
        _site = site;
        _rest = new DecayingCounter(site.LimitClock, ceiling, decay, punishes: true);
        _engine = new DecayingCounter(site.LimitClock, engine, engineDecay);
        _public = new DecayingCounter(site.LimitClock, 3, 1);
    }

    /// <summary>Kraken's error when a private call does not fit; null when it does.</summary>
    public string? Rest(DemoKey key, int cost) => Fits(_rest, key.Key, cost) ? null : "EAPI:Rate limit exceeded";

    /// <summary>Kraken's error when a public call does not fit.</summary>
    public string? Public(string address, string endpoint, string? pair) => Fits(_public, address + endpoint + pair, 1) ? null : "EGeneral:Too many requests";

    /// <summary>Kraken's error when an order does not fit the engine's counter.</summary>
    public string? Engine(DemoKey key, string market, int cost) => Fits(_engine, key.Key + market, cost) ? null : "EOrder:Rate limit exceeded";

    /// <summary>What cancelling an order costs: the younger, the more.</summary>
    public int CancelCost(SandboxOrder order) => (_site.Clock.GetUtcNow() - order.Created).TotalSeconds switch { < 5 => 8, < 10 => 6, < 15 => 5, < 45 => 4, < 90 => 2, < 300 => 1, _ => 0 };

    private bool Fits(DecayingCounter counter, string key, int cost) => !_site.Options.EnforceLimits || counter.TryAdd(key, cost);
}
