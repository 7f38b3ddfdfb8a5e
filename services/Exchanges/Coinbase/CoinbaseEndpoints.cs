using System.Globalization;
using PortfolioPlatform.Exchanges.Core;

namespace PortfolioPlatform.Coinbase;

/// <summary>The calls of the venue: Advanced Trade (v3) for fills, accounts and markets, the wallet API (v2) for everything else that moves a balance.</summary>
internal static class CoinbaseEndpoints
{
    /// <summary>v3 fills.</summary>
    public const string Fills = "fills";

    /// <summary>v2 rows of one wallet.</summary>
    public const string Transactions = "transactions";

    /// <summary>v3 accounts.</summary>
    public const string Accounts = "accounts";

    /// <summary>v2 wallets.</summary>
    public const string Wallets = "wallets";

    /// <summary>The venue's real REST address.</summary>
    public static Uri Rest { get; } = new("https://api.coinbase.com");

    /// <summary>The venue's real stream of market data.</summary>
    public static Uri MarketStream { get; } = new("wss://advanced-trade-ws.coinbase.com");

    /// <summary>The venue's real stream of own orders.</summary>
    public static Uri UserStream { get; } = new("wss://advanced-trade-ws-user.coinbase.com");

    /// <summary>The venue's clock.</summary>
    public static VenueRequest Time => VenueRequest.Get("/api/v3/brokerage/time") with { Costs = CoinbaseLimits.Public };

    /// <summary>What the key may do.</summary>
    public static VenueRequest Permissions(string key) => Private("/api/v3/brokerage/key_permissions", key);

    /// <summary>v3 accounts, 250 a page.</summary>
    public static VenueRequest AccountPage(string key, string? cursor) => Private("/api/v3/brokerage/accounts", key).With("limit", "250").With("cursor", cursor);

    /// <summary>v2 wallets, 100 a page.</summary>
    public static VenueRequest WalletPage(string key, string? after) => Wallet("/v2/accounts", key).With("limit", "100").With("starting_after", after);

    /// <summary>Fills, newest first.</summary>
    public static VenueRequest FillPage(string key, string? cursor, DateTimeOffset? from) => Private("/api/v3/brokerage/orders/historical/fills", key)
        .With("limit", "100").With("start_sequence_timestamp", from?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture)).With("cursor", cursor);

    /// <summary>Fills of one order.</summary>
    public static VenueRequest OrderFills(string key, string orderId) => Private("/api/v3/brokerage/orders/historical/fills", key).With("order_ids", orderId).With("limit", "100");

    /// <summary>Rows of a wallet, newest first.</summary>
    public static VenueRequest TransactionPage(string key, string wallet, string? after) =>
        Wallet($"/v2/accounts/{Uri.EscapeDataString(wallet)}/transactions", key).With("limit", "100").With("order", "desc").With("starting_after", after);

    /// <summary>All markets with their last price.</summary>
    public static VenueRequest Products => VenueRequest.Get("/api/v3/brokerage/market/products") with { Costs = CoinbaseLimits.Public };

    /// <summary>Candles, newest first, at most 350.</summary>
    public static VenueRequest Candles(string market, string granularity, DateTimeOffset from, DateTimeOffset to) =>
        (VenueRequest.Get($"/api/v3/brokerage/market/products/{Uri.EscapeDataString(market)}/candles") with { Costs = CoinbaseLimits.Public })
        .With("start", Seconds(from)).With("end", Seconds(to)).With("granularity", granularity).With("limit", "350");

    /// <summary>The endpoint a name means: ours, or the venue's path.</summary>
    public static string NameOf(string endpoint)
    {
        var name = endpoint.TrimEnd('/').ToLowerInvariant();
        name = name[(name.LastIndexOf('/') + 1)..];
        return name is "fill" or "mytrades" ? Fills : name;
    }

    private static VenueRequest Private(string path, string key) => VenueRequest.Get(path) with { Signed = true, Costs = CoinbaseLimits.Private(key) };

    private static VenueRequest Wallet(string path, string key) => VenueRequest.Get(path) with { Signed = true, Costs = CoinbaseLimits.Wallet(key) };

    private static string Seconds(DateTimeOffset time) => time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
