using System.Globalization;
using PortfolioPlatform.Exchanges.Core;

namespace PortfolioPlatform.Kraken;

/// <summary>The calls the connector makes, with what each costs. Kraken, "Spot REST API".</summary>
internal static class KrakenEndpoints
{
    public static VenueRequest ApiKeyInfo(string key) => Private("GetApiKeyInfo", key, 1);

    public static VenueRequest BalanceEx(string key) => Private("BalanceEx", key, 1);

    public static VenueRequest EarnAllocations(string key, string? cursor) =>
        Private("Earn/Allocations", key, 1).WithForm("hide_zero_allocations", "true").WithForm("cursor", cursor);

    /// <summary>50 rows, newest first; times are Unix seconds.</summary>
    public static VenueRequest Ledgers(string key, string? start, string? end, int offset) => Private("Ledgers", key, 2)
        .WithForm("start", start).WithForm("end", end).WithForm("ofs", offset == 0 ? null : offset.ToString(CultureInfo.InvariantCulture));

    /// <summary>50 fills, newest first, each fill on its own.</summary>
    public static VenueRequest TradesHistory(string key, string? start, string? end, int offset) => Private("TradesHistory", key, 2)
        .WithForm("consolidate_taker", "false").WithForm("start", start).WithForm("end", end).WithForm("ofs", offset == 0 ? null : offset.ToString(CultureInfo.InvariantCulture));

    public static VenueRequest Movements(string key, string name) => Private(name, key, 1);

    public static VenueRequest WebSocketsToken(string key) => Private("GetWebSocketsToken", key, 1);

    public static VenueRequest Assets() => Public("Assets");

    public static VenueRequest AssetPairs() => Public("AssetPairs");

    public static VenueRequest Ticker() => Public("Ticker");

    public static VenueRequest Candles(string pair, int minutes, long since) => Public("OHLC")
        .With("pair", pair).With("interval", minutes.ToString(CultureInfo.InvariantCulture)).With("since", since.ToString(CultureInfo.InvariantCulture));

    private static VenueRequest Private(string name, string key, int weight) =>
        VenueRequest.Post("/0/private/" + name) with { Signed = true, Costs = [KrakenLimits.OfKey(key, weight)] };

    private static VenueRequest Public(string name) => VenueRequest.Get("/0/public/" + name) with { Costs = [KrakenLimits.OfPublic(name)] };
}
