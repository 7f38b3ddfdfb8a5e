using System.Collections.Immutable;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Exchanges.Core;

/// <summary>A key as the user pasted it.</summary>
/// <param name="Key">The public part (API key, key name).</param>
/// <param name="Secret">The private part.</param>
/// <param name="Passphrase">A third part where the venue has one.</param>
public sealed record VenueCredentials(string Key, Secret Secret, Secret? Passphrase = null) : IDisposable
{
    private long _signed;

    /// <summary>How many requests and logins were signed with it.</summary>
    public long Signed => Interlocked.Read(ref _signed);

    /// <summary>The private part, to sign one request or login with: counted in <see cref="Signed"/>, from which the audit log knows how often a key was used.</summary>
    public Secret SecretToSign()
    {
        Interlocked.Increment(ref _signed);
        return Secret;
    }

    /// <summary>Overwrites what is secret of it: whoever opened or made it does so when its session has ended.</summary>
    public void Dispose()
    {
        Secret.Dispose();
        Passphrase?.Dispose();
    }
}

/// <summary>Where a venue is reached, and the shared parts a session runs on.</summary>
/// <param name="Rest">Base address of the REST API; null = the venue's real one.</param>
/// <param name="Stream">Base address of the WebSocket API; null = the venue's real one.</param>
/// <param name="Clock">The clock that nonces, timestamps and rate windows read.</param>
/// <param name="Http">The shared HTTP client.</param>
/// <param name="Gates">The rate budgets, shared by all sessions of one process (or, through a shared store, of all).</param>
/// <param name="Nonces">Hands out strictly rising nonces per key.</param>
public sealed record VenueContext(Uri? Rest, Uri? Stream, TimeProvider Clock, HttpClient Http, IRateBudget Gates, INonceSource Nonces)
{
    /// <summary>The clock of rate windows: <see cref="Clock"/>, unless the venue is a sandbox that refills faster (<see cref="PacedClock"/>).</summary>
    public TimeProvider LimitClock { get; init; } = Clock;

    /// <summary>Time-outs and retries; null = the venue's own.</summary>
    public VenueTimeouts? Timeouts { get; init; }
}

/// <summary>What the venue says a key may do.</summary>
/// <param name="CanRead">Balances and history.</param>
/// <param name="CanTrade">Place orders.</param>
/// <param name="CanWithdraw">Move assets out: such keys are refused.</param>
/// <param name="Missing">Read permissions that are needed and missing, in the venue's words.</param>
/// <param name="Expires">When the key lapses, if it does.</param>
public sealed record KeyPermissions(bool CanRead, bool CanTrade, bool CanWithdraw, ImmutableArray<string> Missing, DateTimeOffset? Expires);

/// <summary>Words for the connect page.</summary>
/// <param name="KeyLabel">What the venue calls the public part.</param>
/// <param name="SecretLabel">What the venue calls the private part.</param>
/// <param name="Needed">Permissions to tick.</param>
/// <param name="Forbidden">Permissions that must stay off.</param>
/// <param name="Note">Anything else, such as an expiry after 90 days.</param>
public sealed record VenueKeyGuide(string KeyLabel, string SecretLabel, ImmutableArray<string> Needed, ImmutableArray<string> Forbidden, string? Note = null);

/// <summary>One resumable sequence of pages, such as Kraken's <c>ledgers</c> or Binance's <c>myTrades:ETHUSDT</c>.</summary>
/// <param name="Name">Stable name.</param>
/// <param name="Priority">Lower is fetched first.</param>
/// <param name="EssentialToLedger">Whether the ledger is incomplete without it (an enrichment stream is not).</param>
public sealed record HistoryStream(string Name, int Priority, bool EssentialToLedger = true);

/// <summary>The exact bytes a venue answered, to be archived.</summary>
/// <param name="Endpoint">The endpoint's name as <see cref="IVenueConnector.Map"/> knows it.</param>
/// <param name="Request">Method, path and query or body without secrets, for a person.</param>
/// <param name="Body">The bytes.</param>
/// <param name="FetchedAt">When.</param>
/// <param name="Metadata">What else the mapper read (the symbols of this page), as canonical JSON; null if nothing.</param>
public sealed record RawPage(string Endpoint, string Request, ReadOnlyMemory<byte> Body, DateTimeOffset FetchedAt, string? Metadata = null);

/// <summary>One fetched page of a stream.</summary>
/// <param name="Raw">The bytes to archive.</param>
/// <param name="Mapped">What they mean.</param>
/// <param name="Cursor">Where the stream stands once this page is committed. Opaque text.</param>
/// <param name="BackfillDone">Whether the history down to the beginning is complete after this page.</param>
/// <param name="CaughtUp">Whether nothing newer is known now: the next call is a poll.</param>
/// <param name="Expected">How many records the stream holds in all, if the venue tells or it can be estimated.</param>
public sealed record HistoryPage(RawPage Raw, MappedPage Mapped, string Cursor, bool BackfillDone, bool CaughtUp, long? Expected);

/// <summary>What a raw page means.</summary>
/// <param name="Transactions">Normalised, in the order of the page.</param>
/// <param name="Problems">Records that could not be understood, gaps in venue ids, unknown words: nothing is dropped silently.</param>
/// <param name="Balances">For balance endpoints.</param>
/// <param name="RecordCount">Raw records in the page.</param>
public sealed record MappedPage(ImmutableArray<VenueTransaction> Transactions, ImmutableArray<PageProblem> Problems, ImmutableArray<VenueBalance> Balances, int RecordCount)
{
    /// <summary>A page with transactions only.</summary>
    public static MappedPage Of(ImmutableArray<VenueTransaction> transactions, ImmutableArray<PageProblem> problems, int recordCount) => new(transactions, problems, [], recordCount);

    /// <summary>A page that could not be read at all: kept raw, quarantined.</summary>
    public static MappedPage Unreadable(string reason) => new([], [new PageProblem("page-unreadable", null, reason)], [], 0);
}

/// <summary>Something about a page that a person or a later mapper must see.</summary>
/// <param name="Code"><c>page-unreadable</c>, <c>record-unreadable</c>, <c>unknown-type</c>, <c>unknown-asset</c>, <c>id-gap</c>, <c>half-group</c>, <c>implausible-time</c>, <c>duplicate-row</c>, <c>paper-asset</c>, <c>older-needs-file</c>.</param>
/// <param name="NativeId">The record, if it has an id.</param>
/// <param name="Detail">What was found, without secrets.</param>
public sealed record PageProblem(string Code, string? NativeId, string Detail);

/// <summary>A balance answer.</summary>
/// <param name="Raw">The bytes of each call it took.</param>
/// <param name="Balances">All wallets.</param>
/// <param name="At">When the venue answered.</param>
public sealed record BalancePage(ImmutableArray<RawPage> Raw, ImmutableArray<VenueBalance> Balances, DateTimeOffset At);

/// <summary>Something the private stream told.</summary>
/// <param name="Fill">A provisional fill: shown at once, replaced by the REST record with the same source and native id.</param>
/// <param name="Balances">Balances that changed.</param>
/// <param name="PollStreams">Streams that should be polled now.</param>
public sealed record PrivateEvent(VenueTransaction? Fill, ImmutableArray<VenueBalance> Balances, ImmutableArray<string> PollStreams);

/// <summary>A price seen on a market.</summary>
/// <param name="Venue">Where.</param>
/// <param name="Market">The market in the venue's spelling.</param>
/// <param name="BaseSymbol">Common symbol of what is priced.</param>
/// <param name="QuoteSymbol">Common symbol of what it is priced in.</param>
/// <param name="Price">Last price.</param>
/// <param name="Time">The venue's time.</param>
public readonly record struct MarketTick(string Venue, string Market, string BaseSymbol, string QuoteSymbol, Quantity Price, DateTimeOffset Time);

/// <summary>One candle.</summary>
public readonly record struct Candle(DateTimeOffset Open, Quantity OpenPrice, Quantity High, Quantity Low, Quantity Close, Quantity Volume);
