using System.Collections.Immutable;
using System.Globalization;
using PortfolioPlatform.Exchanges.Core;

namespace PortfolioPlatform.Binance.History;

/// <summary>Every history family besides trades, as data: path, window, page, weight. Binance, "Wallet", "Fiat", "Convert" and "Simple Earn" endpoints.</summary>
internal static class BinanceFamilies
{
    private static readonly DateTimeOffset Opened = new(2017, 7, 14, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset ConvertOpened = new(2019, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset FuturesOpened = new(2019, 9, 8, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset EarnOpened = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan AllTime = TimeSpan.FromDays(36500);
    private static readonly TimeSpan SettlingTime = TimeSpan.FromDays(14);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>All families.</summary>
    public static ImmutableArray<BinanceFamily> All { get; } =
    [
        new("deposits", "depositHistory", 1, new(TimeSpan.FromDays(89), 1000, Opened, SettlingTime, WindowPaging.Offset), (_, call) =>
            Sapi("/sapi/v1/capital/deposit/hisrec", 1).With("startTime", From(call)).With("endTime", To(call)).With("offset", Number(call.Offset)).With("limit", "1000")),
        new("withdrawals", "withdrawHistory", 1, new(TimeSpan.FromDays(89), 1000, Opened, SettlingTime, WindowPaging.Offset), (key, call) =>
            User("/sapi/v1/capital/withdraw/history", key, 18_000).With("startTime", From(call)).With("endTime", To(call)).With("offset", Number(call.Offset)).With("limit", "1000")),
        Fiat("fiatDeposits", "fiatOrders:0", "/sapi/v1/fiat/orders", "0", 90_000),
        Fiat("fiatWithdrawals", "fiatOrders:1", "/sapi/v1/fiat/orders", "1", 90_000),
        Fiat("fiatBuys", "fiatPayments:0", "/sapi/v1/fiat/payments", "0", 1),
        Fiat("fiatSells", "fiatPayments:1", "/sapi/v1/fiat/payments", "1", 1),
        new("convert", "convertTradeFlow", 2, new(TimeSpan.FromDays(30), 1000, ConvertOpened, Day, WindowPaging.Split), (key, call) =>
            User("/sapi/v1/convert/tradeFlow", key, 3_000).With("startTime", From(call)).With("endTime", To(call)).With("limit", "1000")),
        new("dust", "dribblet", 2, new(AllTime, 100, Opened, AllTime, WindowPaging.Split), (_, call) =>
            Sapi("/sapi/v1/asset/dribblet", 1).With("startTime", From(call)).With("endTime", To(call))),
        new("dividends", "assetDividend", 2, new(TimeSpan.FromDays(180), 500, Opened, Day, WindowPaging.Split), (_, call) =>
            Sapi("/sapi/v1/asset/assetDividend", 10).With("startTime", From(call)).With("endTime", To(call)).With("limit", "500")),
        Earn("earnRewards:flexible:BONUS", "flexible", "BONUS"),
        Earn("earnRewards:flexible:REALTIME", "flexible", "REALTIME"),
        Earn("earnRewards:flexible:REWARDS", "flexible", "REWARDS"),
        Earn("earnRewards:locked", "locked", null),
        new(BinanceFuturesIncome.Stream, "futuresIncome", 2, new(AllTime, 1000, FuturesOpened, Day, WindowPaging.Split), (_, call) =>
            (VenueRequest.Get("/fapi/v1/income") with { Signed = true, Costs = [BinanceLimits.OfFutures(30)] }).With("startTime", From(call)).With("endTime", To(call)).With("limit", "1000")) { IsFutures = true },
    ];

    /// <summary>A family by its stream name.</summary>
    public static BinanceFamily? Find(string stream) => All.FirstOrDefault(family => family.Stream == stream);

    private static BinanceFamily Fiat(string stream, string endpoint, string path, string type, int weight) =>
        new(stream, endpoint, 1, new(AllTime, 500, Opened, SettlingTime, WindowPaging.Number), (key, call) =>
            (weight > 1 ? User(path, key, weight) : Sapi(path, weight))
            .With("transactionType", type).With("beginTime", From(call)).With("endTime", To(call)).With("page", Number((call.Offset / 500) + 1)).With("rows", "500"));

    private static BinanceFamily Earn(string stream, string product, string? type) =>
        new(stream, $"earnRewards:{product}", 3, new(TimeSpan.FromDays(30), 100, EarnOpened, Day, WindowPaging.Number), (_, call) =>
            Sapi($"/sapi/v1/simple-earn/{product}/history/rewardsRecord", 150)
            .With("type", type).With("startTime", From(call)).With("endTime", To(call)).With("current", Number((call.Offset / 100) + 1)).With("size", "100"));

    private static VenueRequest Sapi(string path, int weight) => VenueRequest.Get(path) with { Signed = true, Costs = [BinanceLimits.OfSapi(path, weight)] };

    private static VenueRequest User(string path, string key, int weight) => VenueRequest.Get(path) with { Signed = true, Costs = [BinanceLimits.OfUser(key, path, weight)] };

    private static string From(WindowCall call) => Number(call.From.ToUnixTimeMilliseconds());

    private static string To(WindowCall call) => Number(call.To.ToUnixTimeMilliseconds());

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
