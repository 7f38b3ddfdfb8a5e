using System.Globalization;
using PortfolioPlatform.Exchanges.Core;

namespace PortfolioPlatform.Bitfinex;

/// <summary>The calls of the venue's API v2. Private ones are POSTs whose body is JSON.</summary>
internal static class BitfinexEndpoints
{
    /// <summary>Own fills.</summary>
    public const string Trades = "trades";

    /// <summary>Deposits and withdrawals.</summary>
    public const string Movements = "movements";

    /// <summary>Changes of wallets.</summary>
    public const string Ledgers = "ledgers";

    /// <summary>Balances.</summary>
    public const string Wallets = "wallets";

    /// <summary>Column of the time that a page is walked by.</summary>
    /// <param name="endpoint">One of the three histories.</param>
    public static int TimeColumn(string endpoint) => endpoint switch
    {
        Trades => 2,
        Ledgers => 3,
        _ => 5,
    };

    /// <summary>The venue's real private address.</summary>
    public static Uri Rest { get; } = new("https://api.bitfinex.com");

    /// <summary>The venue's real public address.</summary>
    public static Uri PublicRest { get; } = new("https://api-pub.bitfinex.com");

    /// <summary>The venue's real private stream.</summary>
    public static Uri PrivateStream { get; } = new("wss://api.bitfinex.com/ws/2");

    /// <summary>The venue's real public stream.</summary>
    public static Uri PublicStream { get; } = new("wss://api-pub.bitfinex.com/ws/2");

    /// <summary>What the key may do.</summary>
    public static VenueRequest Permissions => Private("permissions", "{}");

    /// <summary>All wallets.</summary>
    public static VenueRequest WalletList => Private(Wallets, "{}");

    /// <summary>The oldest ledger row: when the history begins.</summary>
    public static VenueRequest Oldest => Private("ledgers/hist", """{"limit":1,"sort":1}""");

    /// <summary>Open positions.</summary>
    public static VenueRequest Positions => Private("positions", "{}");

    /// <summary>The perpetuals and their margins.</summary>
    public static VenueRequest Contracts => VenueRequest.Get("/v2/conf/pub:info:pair:futures") with { Costs = BitfinexLimits.Public("conf") };

    /// <summary>The live table of codes.</summary>
    public static VenueRequest SymbolMap => VenueRequest.Get("/v2/conf/pub:map:currency:sym") with { Costs = BitfinexLimits.Public("conf") };

    /// <summary>Last prices of all markets.</summary>
    public static VenueRequest Tickers => (VenueRequest.Get("/v2/tickers") with { Costs = BitfinexLimits.Public("tickers") }).With("symbols", "ALL");

    /// <summary>Marks and funding of perpetuals now.</summary>
    public static VenueRequest DerivativeStatus(IEnumerable<string> contracts) => (VenueRequest.Get("/v2/status/deriv") with { Costs = BitfinexLimits.Public("status") }).With("keys", string.Join(',', contracts));

    /// <summary>Rows a page of a history holds at most.</summary>
    public static int PageSize(string endpoint) => endpoint == Movements ? 1000 : 2500;

    /// <summary>A page of a history, newest first; both ends are inclusive.</summary>
    public static VenueRequest Page(string endpoint, long? start, long? end) =>
        Private($"{endpoint}/hist", "{" + (start is { } from ? $"\"start\":{Text(from)}," : "") + (end is { } to ? $"\"end\":{Text(to)}," : "") + $"\"limit\":{Text(PageSize(endpoint))},\"sort\":-1}}");

    /// <summary>Ledger rows of fills between two instants: which wallet old trades moved.</summary>
    public static VenueRequest FillRows(long start, long end) => Private("ledgers/hist", $"{{\"category\":5,\"start\":{Text(start)},\"end\":{Text(end)},\"limit\":2500}}");

    /// <summary>Candles, oldest first.</summary>
    public static VenueRequest Candles(string market, string frame, DateTimeOffset from, DateTimeOffset to) =>
        (VenueRequest.Get($"/v2/candles/trade:{frame}:{market}/hist") with { Costs = BitfinexLimits.Public("candles") })
        .With("start", Text(from.ToUnixTimeMilliseconds())).With("end", Text(to.ToUnixTimeMilliseconds())).With("limit", "10000").With("sort", "1");

    /// <summary>The endpoint a name means: ours, or the venue's path.</summary>
    public static string NameOf(string endpoint)
    {
        var path = endpoint.ToLowerInvariant().Split('/', StringSplitOptions.RemoveEmptyEntries);
        return Array.Find(path, part => part is Trades or Movements or Ledgers or Wallets) ?? endpoint;
    }

    private static VenueRequest Private(string call, string body) => VenueRequest.Post("/v2/auth/r/" + call) with
    {
        Body = body,
        ContentType = "application/json",
        Signed = true,
        Costs = BitfinexLimits.Private(call),
    };

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
