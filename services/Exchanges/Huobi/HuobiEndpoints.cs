using System.Globalization;
using PortfolioPlatform.Exchanges.Core;

namespace PortfolioPlatform.Huobi;

/// <summary>The calls of the venue's spot API (v1 and v2) with what each costs.</summary>
internal static class HuobiEndpoints
{
    /// <summary>Own fills.</summary>
    public const string Matches = "matchresults";

    /// <summary>Deposits and withdrawals.</summary>
    public const string Movements = "deposit-withdraw";

    /// <summary>Transfers between accounts.</summary>
    public const string Transfers = "ledger";

    /// <summary>Other changes of an account.</summary>
    public const string Records = "history";

    /// <summary>Balance of one account.</summary>
    public const string Balance = "balance";

    /// <summary>Most rows of a page.</summary>
    public const int PageSize = 500;

    /// <summary>The venue's real address.</summary>
    public static Uri Rest { get; } = new("https://api.huobi.pro");

    /// <summary>The venue's real stream host.</summary>
    public static Uri Stream { get; } = new("wss://api.huobi.pro");

    /// <summary>The venue's clock.</summary>
    public static VenueRequest Time => Public("/v1/common/timestamp");

    /// <summary>All symbols, offline ones included.</summary>
    public static VenueRequest Symbols => Public("/v2/settings/common/symbols");

    /// <summary>Last prices of all markets.</summary>
    public static VenueRequest Tickers => Public("/market/tickers");

    /// <summary>The newest candles of a market; this endpoint knows no start and end.</summary>
    public static VenueRequest Candles(string symbol, string period, int size) => Public("/market/history/kline").With("symbol", symbol).With("period", period).With("size", Text(size));

    /// <summary>The user's id.</summary>
    public static VenueRequest UserId(string key) => Private("/v2/user/uid", 100, key);

    /// <summary>The user's keys and their rights.</summary>
    public static VenueRequest ApiKeys(string key, string uid) => Private("/v2/user/api-key", 20, key).With("uid", uid).With("accessKey", key);

    /// <summary>The user's accounts.</summary>
    public static VenueRequest Accounts(string key) => Private("/v1/account/accounts", 100, key);

    /// <summary>Balance of an account.</summary>
    public static VenueRequest BalanceOf(string key, long account) => Private($"/v1/account/accounts/{Text(account)}/balance", 100, key, "balance");

    /// <summary>Fills of at most 48 hours, newest first.</summary>
    public static VenueRequest MatchPage(string key, long start, long end, string? from) => Private("/v1/order/matchresults", 20, key)
        .With("start-time", Text(start)).With("end-time", Text(end)).With("size", Text(PageSize)).With("from", from).With("direct", from is null ? null : "next");

    /// <summary>Movements of a type, newest first.</summary>
    public static VenueRequest MovementPage(string key, string type, string? from) => Private("/v1/query/deposit-withdraw", 20, key)
        .With("type", type).With("size", Text(PageSize)).With("from", from).With("direct", "next");

    /// <summary>Transfers of an account in at most ten days, newest first.</summary>
    public static VenueRequest TransferPage(string key, long account, long start, long end, string? from) => Private("/v2/account/ledger", 20, key)
        .With("accountId", Text(account)).With("transactTypes", "transfer").With("startTime", Text(start)).With("endTime", Text(end)).With("sort", "desc").With("limit", Text(PageSize)).With("fromId", from);

    /// <summary>Other changes of an account in at most one hour, newest first.</summary>
    public static VenueRequest RecordPage(string key, long account, long start, long end, string? from) => Private("/v1/account/history", 5, key)
        .With("account-id", Text(account)).With("transact-types", HuobiRecordMapper.Types).With("start-time", Text(start)).With("end-time", Text(end)).With("sort", "desc").With("size", Text(PageSize)).With("from-id", from);

    /// <summary>The endpoint a name means: ours, or the venue's path.</summary>
    public static string NameOf(string endpoint)
    {
        var path = endpoint.ToLowerInvariant().Split('/', StringSplitOptions.RemoveEmptyEntries);
        return path.LastOrDefault() switch
        {
            "deposits" or "withdrawals" => Movements,
            { } name => name,
            null => "",
        };
    }

    private static VenueRequest Public(string path) => VenueRequest.Get(path) with { Costs = HuobiLimits.Public };

    private static VenueRequest Private(string path, int perWindow, string key, string? endpoint = null) =>
        VenueRequest.Get(path) with { Signed = true, Costs = HuobiLimits.Private(endpoint ?? path, perWindow, key) };

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
