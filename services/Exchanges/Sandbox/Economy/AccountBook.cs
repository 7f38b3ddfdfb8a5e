using System.Collections.Immutable;
using PortfolioPlatform.Sandbox.Markets;

namespace PortfolioPlatform.Sandbox.Economy;

/// <summary>
/// One account at one venue: its events in time order, what they sum to, its orders. Written by the <see cref="World"/> under its lock;
/// read through <see cref="World.Read{T}"/>.
/// </summary>
public sealed class AccountBook
{
    private readonly ulong _seed;
    private readonly Dictionary<(string Asset, string Wallet), decimal> _balances = [];
    private readonly Dictionary<string, long> _lastTradeIds = new(StringComparer.Ordinal);
    private readonly DateTimeOffset _origin;

    internal AccountBook(VenueProfile profile, string name, ulong seed, DateTimeOffset origin) =>
        (Profile, Name, _seed, _origin, Perpetuals) = (profile, name, Noise.Of(seed, profile.Venue + "/" + name), origin, new PerpetualBook(this));

    /// <summary>The venue's ways.</summary>
    public VenueProfile Profile { get; }

    /// <summary>Name of the account, unique at its venue: <c>main</c>, <c>fresh</c>.</summary>
    public string Name { get; }

    /// <summary>Start of the history.</summary>
    public DateTimeOffset Origin => _origin;

    /// <summary>A number for user ids.</summary>
    public long UserId => 10_000_000 + (long)(_seed % 80_000_000);

    /// <summary>Seed of everything reproducible in this account.</summary>
    internal ulong Seed => _seed;

    /// <summary>All events so far, in time order; sequence n stands at n − 1.</summary>
    public List<EconomicEvent> Events { get; } = [];

    /// <summary>All orders so far, in order of number.</summary>
    public List<SandboxOrder> Orders { get; } = [];

    /// <summary>Positions in perpetuals.</summary>
    public PerpetualBook Perpetuals { get; }

    /// <summary>Positions in options.</summary>
    public OptionBook Options => field ??= new OptionBook(this);

    /// <summary>Orders that rest on the book.</summary>
    public List<SandboxOrder> OpenOrders { get; } = [];

    /// <summary>Current balances; an asset that was ever held stays, with zero.</summary>
    public IReadOnlyDictionary<(string Asset, string Wallet), decimal> Balances => _balances;

    /// <summary>Balance of one asset in one wallet.</summary>
    public decimal Balance(string asset, string wallet = Wallets.Spot) => _balances.GetValueOrDefault((asset, wallet));

    /// <summary>What open orders lock of an asset.</summary>
    public decimal Held(string asset) => OpenOrders.Sum(o => o.Hold is var hold && hold.Asset == asset ? hold.Amount : 0);

    /// <summary>What can be spent of an asset in the spot wallet.</summary>
    public decimal Available(string asset) => Balance(asset) - Held(asset);

    internal EconomicEvent Append(DateTimeOffset time, EconomicKind kind, IEnumerable<EconomicLeg> legs, Func<EconomicEvent, EconomicEvent>? with = null)
    {
        var sequence = Events.Count + 1;
        var booked = legs.Where(l => l.Amount != 0).Select(l => l with { After = Book(l) }).ToImmutableArray();
        var entry = new EconomicEvent(sequence, time, kind, booked) { Hash = Noise.Of(_seed, (ulong)sequence) };
        entry = with is null ? entry : with(entry);
        Events.Add(entry);
        return entry;
    }

    internal SandboxOrder Open(VenueMarket market, bool isBuy, decimal quantity, decimal? limit, DateTimeOffset time, string? clientId = null)
    {
        var hash = Noise.Of(_seed ^ 0x0D0E, (ulong)Orders.Count);
        var id = 7_000_000_000L + ((long)(time - _origin).TotalMinutes * 100) + Orders.Count;
        var order = new SandboxOrder { Id = id, Hash = hash, ClientId = clientId, Market = market, IsBuy = isBuy, Quantity = quantity, Limit = limit, Created = time, Updated = time };
        Orders.Add(order);
        return order;
    }

    // Others trade on the market too, so own numbers rise with time and have gaps.
    internal long NextTradeId(VenueMarket market, DateTimeOffset time)
    {
        var next = Math.Max(1_000_000 + (long)((time - _origin).TotalMilliseconds / 250), _lastTradeIds.GetValueOrDefault(market.Name) + 1);
        return _lastTradeIds[market.Name] = next;
    }

    private decimal Book(EconomicLeg leg)
    {
        var after = Balance(leg.Asset, leg.Wallet) + leg.Amount;
        if (after < 0) throw new InvalidOperationException($"{Profile.Venue}/{Name} would hold {after} {leg.Asset} in {leg.Wallet}.");
        return _balances[(leg.Asset, leg.Wallet)] = after;
    }
}
