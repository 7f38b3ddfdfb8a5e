using System.Collections.Immutable;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Contracts;

/// <summary>Names of topics on the live channel and of keys in the hot store. Values only: losing one costs a second.</summary>
public static class LiveTopics
{
    /// <summary>Raw public ticks from connectors to MarketData: JSON <see cref="TickValue"/>.</summary>
    public const string Ticks = "ticks";

    /// <summary>Whether a venue's public market data is alive, from connectors to MarketData: JSON <see cref="VenueFeedValue"/>.</summary>
    public const string VenueFeeds = "venue-feeds";

    /// <summary>Consolidated prices from MarketData to everybody: JSON array of <see cref="PriceValue"/>. Hot store: hash <c>prices</c>, field = asset id.</summary>
    public const string Prices = "prices";

    /// <summary>Sync state of accounts from Ingestion: JSON <see cref="AccountSyncValue"/>. Hot store: hash of the same name, field = account id.</summary>
    public static string Accounts(TenantId tenant) => $"accounts:{tenant}";

    /// <summary>Marks of derivatives somebody holds, from Ingestion to Portfolio: JSON <see cref="MarkValue"/>.</summary>
    public const string Marks = "marks";

    /// <summary>Order books of derivatives somebody holds, from Ingestion to Portfolio, each at most once a second: JSON <see cref="BookValue"/>.</summary>
    public const string Books = "books";

    /// <summary>Provisional fills from Ingestion to Portfolio: JSON <see cref="ProvisionalFill"/>.</summary>
    public const string ProvisionalFills = "provisional";

    /// <summary>Totals and positions of one portfolio from Portfolio. Hot store: hash of the same name.</summary>
    public static string Portfolio(TenantId tenant, PortfolioId portfolio) => $"portfolio:{tenant}:{portfolio}";

    /// <summary>Set, with a lifetime, by feed sessions: somebody watches this portfolio.</summary>
    public static string Watch(TenantId tenant, PortfolioId portfolio) => $"watch:{tenant}:{portfolio}";
}

/// <summary>A price seen on a venue's public stream.</summary>
public sealed record TickValue(string Venue, string Market, string BaseSymbol, string QuoteSymbol, Quantity Price, DateTimeOffset Time);

/// <summary>The price a venue computes margins of a contract with.</summary>
/// <param name="Venue">Where.</param>
/// <param name="Contract">The contract in the venue's spelling.</param>
/// <param name="Mark">In the contract's quote.</param>
/// <param name="FundingRate">Rate of the funding period under way, if it has funding.</param>
/// <param name="NextFunding">When it is exchanged.</param>
/// <param name="Time">The venue's time.</param>
public sealed record MarkValue(string Venue, string Contract, Quantity Mark, Quantity? FundingRate, DateTimeOffset? NextFunding, DateTimeOffset Time)
{
    /// <summary>Of an option: the forward its mark is computed from.</summary>
    public Quantity? UnderlyingPrice { get; init; }

    /// <summary>Of an option: what its mark implies, of a year, as a fraction.</summary>
    public Quantity? Volatility { get; init; }
}

/// <summary>The best levels of an order book.</summary>
/// <param name="Venue">Where.</param>
/// <param name="Contract">The contract in the venue's spelling.</param>
/// <param name="Bids">Highest first.</param>
/// <param name="Asks">Lowest first.</param>
/// <param name="Time">The venue's time.</param>
public sealed record BookValue(string Venue, string Contract, ImmutableArray<BookLevelValue> Bids, ImmutableArray<BookLevelValue> Asks, DateTimeOffset Time);

/// <summary>What is offered at a price.</summary>
public sealed record BookLevelValue(Quantity Price, Quantity Amount);

/// <summary>A consolidated price in US dollars.</summary>
/// <param name="Asset">Of what.</param>
/// <param name="Usd">US dollars per unit; null when there is none.</param>
/// <param name="Source">Path it was made over, such as <c>kraken BTC/USD</c> or <c>median of 4 via usdt</c>.</param>
/// <param name="At">When the youngest tick in it was seen.</param>
/// <param name="State"><c>ok</c>, <c>stale</c>, <c>NotListed</c>, <c>NoDataAtTime</c>, <c>RateLimited</c>, <c>Error</c>.</param>
/// <param name="Version">Rises with each change of this asset's price.</param>
public sealed record PriceValue(AssetId Asset, Quantity? Usd, string Source, DateTimeOffset At, string State, long Version)
{
    /// <summary>The feed's key: the asset.</summary>
    public string Key => Asset.Value;

    /// <summary>Rises whenever versions begin anew (a restart of MarketData).</summary>
    public long Epoch { get; init; }
}

/// <summary>How a venue's public market data stands.</summary>
/// <param name="Venue">Where.</param>
/// <param name="State"><c>live</c> (stream), <c>polling</c>, <c>RateLimited</c>, <c>Error</c>.</param>
/// <param name="Detail">What the venue said, when something is wrong.</param>
/// <param name="Time">Since when.</param>
public sealed record VenueFeedValue(string Venue, string State, string? Detail, DateTimeOffset Time);

/// <summary>A fill the private stream told; valid until the ledger has the same key.</summary>
public sealed record ProvisionalFill(TenantId Tenant, AccountId Account, string Venue, TransactionFact Fill);

/// <summary>How an account's synchronisation stands, for the page.</summary>
/// <param name="Account">Which.</param>
/// <param name="Venue">Where.</param>
/// <param name="Name">The user's name for it.</param>
/// <param name="State"><c>connecting</c>, <c>importing</c>, <c>live</c>, <c>polling</c>, <c>paused</c>, <c>disabled</c>, <c>wrong-key</c>, <c>missing-permission</c>, <c>excessive-permission</c>, <c>revoked-key</c>, <c>venue-down</c>, <c>banned</c>, <c>removed</c>.</param>
/// <param name="Advice">What to do, when something is wrong.</param>
/// <param name="Done">Records imported.</param>
/// <param name="Expected">Records expected: an estimate that gets better with every page; null before the first.</param>
/// <param name="SecondsLeft">Estimate while importing.</param>
/// <param name="LastSync">When everything was last caught up.</param>
/// <param name="StreamAlive">Whether the private stream is connected.</param>
/// <param name="Problems">Open page problems.</param>
public sealed record AccountSyncValue(AccountId Account, string Venue, string Name, string State, string? Advice, long Done, long? Expected, int? SecondsLeft, DateTimeOffset? LastSync, bool StreamAlive, int Problems)
{
    /// <summary>The feed's key: the account.</summary>
    public string Key => Account.ToString();

    /// <summary>Whether the venue's API does not serve the oldest history: that part needs a file exported at the venue.</summary>
    public bool OlderNeedsFile { get; init; }

    /// <summary>The last characters of the public part of its key.</summary>
    public string? KeyHint { get; init; }

    /// <summary>The user's name for its key.</summary>
    public string? KeyLabel { get; init; }

    /// <summary>When its key ends, as the venue says; null if it does not.</summary>
    public DateTimeOffset? KeyExpires { get; init; }

    /// <summary>Rises whenever versions begin anew (a restart of Ingestion, or another process taking the account over).</summary>
    public long Epoch { get; init; }

    /// <summary>Rises with each change.</summary>
    public long Version { get; init; }
}
