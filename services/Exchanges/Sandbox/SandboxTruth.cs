using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Markets;

namespace PortfolioPlatform.Sandbox;

/// <summary>A balance of the truth.</summary>
/// <param name="Asset">Common symbol.</param>
/// <param name="Wallet">One of <see cref="Wallets"/>.</param>
/// <param name="Amount">Exact.</param>
public readonly record struct TrueBalance(string Asset, string Wallet, decimal Amount);

/// <summary>What really happened and is: the judge of connectors, ledgers and totals. Copies, so they stay as they were when asked.</summary>
public sealed class SandboxTruth
{
    private readonly World _world;

    internal SandboxTruth(World world) => _world = world;

    /// <summary>All events of an account up to a time (default: the clock), in order.</summary>
    public IReadOnlyList<EconomicEvent> Events(string venue, string account, DateTimeOffset? at = null) =>
        _world.Read<IReadOnlyList<EconomicEvent>>(venue, account, book => at is { } until ? [.. book.Events.TakeWhile(e => e.Time <= until)] : [.. book.Events]);

    /// <summary>What the events up to a time sum to, by asset and wallet; zeros included, sorted.</summary>
    public IReadOnlyList<TrueBalance> Balances(string venue, string account, DateTimeOffset? at = null) =>
    [
        .. Events(venue, account, at)
            .SelectMany(e => e.Legs)
            .GroupBy(l => (l.Asset, l.Wallet))
            .Select(g => new TrueBalance(g.Key.Asset, g.Key.Wallet, g.Sum(l => l.Amount)))
            .OrderBy(b => b.Asset, StringComparer.Ordinal).ThenBy(b => b.Wallet, StringComparer.Ordinal),
    ];

    /// <summary>What an account owns of each asset over all wallets; without zeros.</summary>
    public IReadOnlyDictionary<string, decimal> Totals(string venue, string account, DateTimeOffset? at = null) =>
        Balances(venue, account, at).GroupBy(b => b.Asset, StringComparer.Ordinal).Select(g => (g.Key, Sum: g.Sum(b => b.Amount)))
            .Where(t => t.Sum != 0).ToDictionary(t => t.Key, t => t.Sum, StringComparer.Ordinal);

    /// <summary>All orders of an account.</summary>
    public IReadOnlyList<SandboxOrder> Orders(string venue, string account) =>
        _world.Read<IReadOnlyList<SandboxOrder>>(venue, account, book => [.. book.Orders]);

    /// <summary>The last price of a venue's market at a time; null when it has no such market.</summary>
    public decimal? Price(string venue, string market, DateTimeOffset at) =>
        _world.Read(venue, AccountNames.Main, book => book.Profile.Market(market)) is { } found ? _world.Prices.Last(found, at) : null;

    /// <summary>US dollars per unit in the simulation, before any venue's deviation.</summary>
    public double Usd(string asset, DateTimeOffset at) => _world.Prices.UsdAt(asset, at);

    /// <summary>The markets of a venue.</summary>
    public IReadOnlyList<VenueMarket> Markets(string venue) => _world.Read(venue, AccountNames.Main, book => book.Profile.Markets);
}
