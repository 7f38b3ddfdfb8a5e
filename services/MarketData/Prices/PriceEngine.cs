using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.MarketData.Assets;

namespace PortfolioPlatform.MarketData.Prices;

/// <summary>
/// Ticks in, prices in US dollars out; no I/O, instants are arguments. A tick reprices its asset at once, <see cref="Sweep"/> reprices all
/// (conversions that moved, venues gone dark, prices grown stale). Not thread safe: one caller at a time.
/// </summary>
internal sealed class PriceEngine
{
    private readonly PriceRules _rules;
    private readonly AssetRegistry _registry;
    private readonly Dictionary<AssetId, AssetPrice> _prices;
    private readonly AssetPrice[] _order;
    private readonly Dictionary<(string Venue, string Market), Quote?> _quotes = [];
    private readonly Dictionary<string, VenuePulse> _venues = new(StringComparer.Ordinal);
    private readonly HashSet<AssetPrice> _changed = [];
    private readonly List<Candidate> _fresh = [];
    private readonly List<Candidate> _old = [];

    public PriceEngine(AssetRegistry registry, PriceRules rules)
    {
        (_registry, _rules) = (registry, rules);
        _prices = registry.Assets.Values.ToDictionary(a => a.Id, a => new AssetPrice(a.Id, PriceGraph.Tier(a)));
        _order = [.. _prices.Values.OrderBy(p => p.Tier).ThenBy(p => p.Asset)];
    }

    /// <summary>Every asset's price as it stands.</summary>
    public IEnumerable<AssetPrice> Prices => _order;

    /// <summary>Takes a tick and reprices its asset; false when it names an unknown asset, is late, or no price.</summary>
    public bool Apply(TickValue tick, DateTimeOffset now)
    {
        var quote = Find(tick, now);
        Pulse(tick.Venue).HeardAt = now;
        if (quote is null || !tick.Price.TryToDecimal(out var price) || price <= 0 || !quote.Take(price, tick.Time, now)) return false;
        Reprice(Dependent(quote), now);
        return true;
    }

    /// <summary>Notes how a venue's market data stands.</summary>
    public void Apply(VenueFeedValue feed) => Pulse(feed.Venue).Trouble = feed.State is "RateLimited" or "Error" ? feed.State : null;

    /// <summary>Reprices everything, in the order of the graph.</summary>
    public void Sweep(DateTimeOffset now)
    {
        foreach (var price in _order) Reprice(price, now);
    }

    /// <summary>What changed since the last call.</summary>
    public IReadOnlyList<AssetPrice> Drain()
    {
        if (_changed.Count == 0) return [];
        var drained = _changed.ToList();
        _changed.Clear();
        return drained;
    }

    private void Reprice(AssetPrice price, DateTimeOffset now)
    {
        if (price.Asset == PriceGraph.Usd) Mark(price, price.Accept(new Consensus(1, now, "unit", Confirmed: true), stale: false, now, _rules));
        else if (Gather(price, price.Markets, direct: true, now) || Gather(price, price.Detours, direct: false, now)) Mark(price, Settle(price, now));
        else Mark(price, price.Refuse(WhyNone(price), now, _rules));
    }

    private bool Settle(AssetPrice price, DateTimeOffset now)
    {
        var stale = _fresh.Count == 0;
        return price.Accept(Consensus.Of(stale ? _old : _fresh, price.Usd, _rules), stale, now, _rules);
    }

    private bool Gather(AssetPrice price, List<Quote> quotes, bool direct, DateTimeOffset now)
    {
        _fresh.Clear();
        _old.Clear();
        foreach (var quote in quotes)
        {
            if (Candidate(price, quote, direct, now) is not { } candidate) continue;
            (now - candidate.SeenAt <= _rules.StaleAfter ? _fresh : _old).Add(candidate);
        }

        if (_fresh.Exists(c => !c.Dark)) _fresh.RemoveAll(c => c.Dark);
        price.Implied = !direct;
        return _fresh.Count + _old.Count > 0;
    }

    private Candidate? Candidate(AssetPrice price, Quote quote, bool direct, DateTimeOffset now)
    {
        var inverse = quote.Base != price.Asset;
        var via = _prices[inverse ? quote.Base : quote.QuotedIn];
        if (via.Usd is not { } usd || usd == 0 || quote.Price == 0 || now - quote.SeenAt > _rules.ForgetAfter) return null;
        if (via.Implied && (!direct || price.Tier < PriceGraph.Last) && via.Asset != PriceGraph.Usd) return null;
        var value = inverse ? usd / quote.Price : usd * quote.Price;
        return new Candidate(quote.Venue.Name, via.Asset, value, quote.Time, quote.SeenAt, quote.Venue.IsDark(now, _rules));
    }

    private string WhyNone(AssetPrice price)
    {
        if (price.Markets.Count + price.Detours.Count > 0)
            return price.Markets.Concat(price.Detours).Select(q => q.Venue.Trouble).FirstOrDefault(t => t is not null) ?? "NoDataAtTime";
        return _venues.Values.Select(v => v.Trouble).FirstOrDefault(t => t is not null) ?? "NotListed";
    }

    private Quote? Find(TickValue tick, DateTimeOffset now)
    {
        if (_quotes.TryGetValue((tick.Venue, tick.Market), out var known)) return known;
        var (based, quoted) = (_registry.Resolve(tick.Venue, tick.BaseSymbol, now), _registry.Resolve(tick.Venue, tick.QuoteSymbol, now));
        if (based is not { } b || quoted is not { } q || b == q) return _quotes[(tick.Venue, tick.Market)] = null;
        return _quotes[(tick.Venue, tick.Market)] = Attach(new Quote(Pulse(tick.Venue), b, q));
    }

    private Quote Attach(Quote quote)
    {
        var (based, quoted) = (_prices[quote.Base], _prices[quote.QuotedIn]);
        if (based.Tier != quoted.Tier) Dependent(quote).Markets.Add(quote);
        else based.Detours.Add(quote);
        (based.Tier < quoted.Tier ? based : quoted).Detours.Add(quote);
        return quote;
    }

    /// <summary>The asset of the higher tier: the one this market prices.</summary>
    private AssetPrice Dependent(Quote quote)
    {
        var (based, quoted) = (_prices[quote.Base], _prices[quote.QuotedIn]);
        return quoted.Tier > based.Tier ? quoted : based;
    }

    private VenuePulse Pulse(string venue)
    {
        if (!_venues.TryGetValue(venue, out var pulse)) _venues[venue] = pulse = new VenuePulse(venue);
        return pulse;
    }

    private void Mark(AssetPrice price, bool changed)
    {
        if (changed) _changed.Add(price);
    }
}
