using System.Globalization;
using PortfolioPlatform.Exchanges.Core;

namespace PortfolioPlatform.Binance;

/// <summary>The calls besides the windowed families. Binance, "Spot REST API" and "Wallet endpoints".</summary>
internal static class BinanceEndpoints
{
    public static VenueRequest Time() => VenueRequest.Get("/api/v3/time") with { Costs = [BinanceLimits.OfSpot(1)] };

    public static VenueRequest ExchangeInfo() => VenueRequest.Get("/api/v3/exchangeInfo") with { Costs = [BinanceLimits.OfSpot(20)] };

    public static VenueRequest Restrictions() => Sapi(HttpMethod.Get, "/sapi/v1/account/apiRestrictions", 1);

    public static VenueRequest Account() => (VenueRequest.Get("/api/v3/account") with { Signed = true, Costs = [BinanceLimits.OfSpot(20)] }).With("omitZeroBalances", "true");

    public static VenueRequest FundingAsset() => Sapi(HttpMethod.Post, "/sapi/v1/asset/get-funding-asset", 1);

    public static VenueRequest EarnPositions(string product, int page) =>
        Sapi(HttpMethod.Get, $"/sapi/v1/simple-earn/{product}/position", 150).With("current", page.ToString(CultureInfo.InvariantCulture)).With("size", "100");

    public static VenueRequest MyTrades(string symbol, long? fromId) =>
        (VenueRequest.Get("/api/v3/myTrades") with { Signed = true, Costs = [BinanceLimits.OfSpot(20)] })
        .With("symbol", symbol).With("fromId", fromId?.ToString(CultureInfo.InvariantCulture)).With("limit", "1000");

    public static VenueRequest MyAllocations(string symbol, long? fromId) =>
        (VenueRequest.Get("/api/v3/myAllocations") with { Signed = true, Costs = [BinanceLimits.OfSpot(20)] })
        .With("symbol", symbol).With("fromAllocationId", fromId?.ToString(CultureInfo.InvariantCulture)).With("limit", "1000");

    public static VenueRequest Prices() => VenueRequest.Get("/api/v3/ticker/price") with { Costs = [BinanceLimits.OfSpot(4)] };

    public static VenueRequest Candles(string symbol, string interval, DateTimeOffset from, DateTimeOffset to) =>
        (VenueRequest.Get("/api/v3/klines") with { Costs = [BinanceLimits.OfSpot(2)] })
        .With("symbol", symbol).With("interval", interval)
        .With("startTime", from.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture))
        .With("endTime", (to.ToUnixTimeMilliseconds() - 1).ToString(CultureInfo.InvariantCulture)).With("limit", "1000");

    public static VenueRequest FuturesTime() => Futures("/fapi/v1/time", 1, signed: false);

    public static VenueRequest Contracts() => Futures("/fapi/v1/exchangeInfo", 1, signed: false);

    public static VenueRequest LeverageBrackets() => Futures("/fapi/v1/leverageBracket", 1);

    public static VenueRequest FuturesBalance() => Futures("/fapi/v3/balance", 5);

    public static VenueRequest Positions() => Futures("/fapi/v3/positionRisk", 5);

    public static VenueRequest SymbolConfig() => Futures("/fapi/v1/symbolConfig", 5);

    /// <summary>The key alone opens it; a signature would be a parameter too many.</summary>
    public static VenueRequest ListenKey(string key) => (VenueRequest.Post("/fapi/v1/listenKey") with { Costs = [BinanceLimits.OfFutures(1)] }).WithHeader("X-MBX-APIKEY", key);

    private static VenueRequest Futures(string path, int weight, bool signed = true) => VenueRequest.Get(path) with { Signed = signed, Costs = [BinanceLimits.OfFutures(weight)] };

    private static VenueRequest Sapi(HttpMethod method, string path, int weight) => new(method, path) { Signed = true, Costs = [BinanceLimits.OfSapi(path, weight)] };
}
