using System.Collections.Immutable;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Exchanges.Core;

/// <summary>One venue: how to open sessions with a key, how to read its raw pages again, and its public market data. Registered once in <c>Venues.All</c>.</summary>
public interface IVenueConnector
{
    /// <summary>The venue's lower-case name: <c>kraken</c>.</summary>
    string Venue { get; }

    /// <summary>Addresses, signer, nonce unit and error table: what <c>Host sign</c> and the HTTP engine read.</summary>
    VenueProfile Profile { get; }

    /// <summary>Which read-only permissions a key needs and must not have, in words for the page.</summary>
    VenueKeyGuide KeyGuide { get; }

    /// <summary>Opens a session for one key. Calls of one session are serialised where the venue needs it (nonces).</summary>
    IVenueSession Open(VenueCredentials credentials, VenueContext context);

    /// <summary>Opens the public market data.</summary>
    IVenueMarketData OpenMarketData(VenueContext context);

    /// <summary>
    /// Maps one raw page again, without any network: what <c>Host replay</c> and <c>Host map</c> use. Pure.
    /// <paramref name="metadata"/> is the venue's symbol table as archived with the page (see <see cref="RawPage.Metadata"/>), or null to use the built-in one.
    /// </summary>
    MappedPage Map(string endpoint, ReadOnlyMemory<byte> body, string? metadata = null);

    /// <summary>The version of <see cref="Map"/>: raised whenever the same bytes could map to something else.</summary>
    int MapperVersion { get; }

    /// <summary>Earlier mappers that are kept, by their version: a replay reproduces what they wrote. What a version not in here wrote can be shown, not proven.</summary>
    IReadOnlyDictionary<int, PageMapper> OlderMappers => ImmutableDictionary<int, PageMapper>.Empty;
}

/// <summary>A mapper as <see cref="IVenueConnector.Map"/> is one.</summary>
/// <param name="endpoint">The endpoint's name.</param>
/// <param name="body">The bytes.</param>
/// <param name="metadata">What was archived with them.</param>
public delegate MappedPage PageMapper(string endpoint, ReadOnlyMemory<byte> body, string? metadata);

/// <summary>One key's private API.</summary>
public interface IVenueSession : IAsyncDisposable
{
    /// <summary>Checks the key: valid, which permissions, expiry. Refusals (can withdraw) are for the caller to act on.</summary>
    Task<Result<KeyPermissions>> ProbeAsync(CancellationToken cancellationToken);

    /// <summary>Everything the account holds now, all wallets.</summary>
    Task<Result<BalancePage>> FetchBalancesAsync(CancellationToken cancellationToken);

    /// <summary>The history streams known so far, given the symbols seen in balances and pages (so that no market is polled in vain). Called again as more symbols appear.</summary>
    Task<Result<IReadOnlyList<HistoryStream>>> DiscoverStreamsAsync(IReadOnlySet<string> seenSymbols, CancellationToken cancellationToken);

    /// <summary>Fetches one page. A stream is imported newest first down to the beginning, then polled forward; where it stands is entirely in the cursor.</summary>
    Task<Result<HistoryPage>> FetchPageAsync(string stream, string? cursor, CancellationToken cancellationToken);

    /// <summary>The live private stream: provisional fills and balance hints. Completes when the connection is lost; the caller reconnects and backfills over REST.</summary>
    IAsyncEnumerable<PrivateEvent> StreamAsync(CancellationToken cancellationToken);
}

/// <summary>A venue's public market data.</summary>
public interface IVenueMarketData : IAsyncDisposable
{
    /// <summary>Last prices of all markets now.</summary>
    Task<Result<IReadOnlyList<MarketTick>>> FetchTickersAsync(CancellationToken cancellationToken);

    /// <summary>Candles of one market, oldest first; at most what the venue gives in one call.</summary>
    Task<Result<IReadOnlyList<Candle>>> FetchCandlesAsync(string market, TimeSpan interval, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken);

    /// <summary>The live public ticker stream for markets. Completes when the connection is lost.</summary>
    IAsyncEnumerable<MarketTick> StreamAsync(IReadOnlyCollection<string> markets, CancellationToken cancellationToken);
}
