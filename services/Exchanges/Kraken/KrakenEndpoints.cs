using System.Globalization;
using PortfolioPlatform.Exchanges.Core;

namespace PortfolioPlatform.Kraken;

/// <summary>The calls the connector makes, with what each costs. Kraken, "Spot REST API".</summary>
internal static class KrakenEndpoints
{
    public static VenueRequest ApiKeyInfo(KrakenAllowance allowance) => Private("GetApiKeyInfo", allowance, 1);

    public static VenueRequest BalanceEx(KrakenAllowance allowance) => Private("BalanceEx", allowance, 1);

    public static VenueRequest EarnAllocations(KrakenAllowance allowance, string? cursor) =>
        Private("Earn/Allocations", allowance, 1).WithForm("hide_zero_allocations", "true").WithForm("cursor", cursor);

    /// <summary>50 rows, newest first; times are Unix seconds.</summary>
    public static VenueRequest Ledgers(KrakenAllowance allowance, string? start, string? end, int offset) => Private("Ledgers", allowance, 2)
        .WithForm("start", start).WithForm("end", end).WithForm("ofs", offset == 0 ? null : offset.ToString(CultureInfo.InvariantCulture));

    /// <summary>50 fills, newest first, each fill on its own.</summary>
    public static VenueRequest TradesHistory(KrakenAllowance allowance, string? start, string? end, int offset) => Private("TradesHistory", allowance, 2)
        .WithForm("consolidate_taker", "false").WithForm("start", start).WithForm("end", end).WithForm("ofs", offset == 0 ? null : offset.ToString(CultureInfo.InvariantCulture));

    public static VenueRequest Movements(KrakenAllowance allowance, string name) => Private(name, allowance, 1);

    public static VenueRequest WebSocketsToken(KrakenAllowance allowance) => Private("GetWebSocketsToken", allowance, 1);

    public static VenueRequest Assets() => Public("Assets");

    public static VenueRequest AssetPairs() => Public("AssetPairs");

    public static VenueRequest Ticker() => Public("Ticker");

    public static VenueRequest Candles(string pair, int minutes, long since) => Public("OHLC")
        .With("pair", pair).With("interval", minutes.ToString(CultureInfo.InvariantCulture)).With("since", since.ToString(CultureInfo.InvariantCulture));

    private static VenueRequest Private(string name, KrakenAllowance allowance, int weight) =>
        VenueRequest.Post("/0/private/" + name) with { Signed = true, Costs = [allowance.Cost(weight)] };

    private static VenueRequest Public(string name) => VenueRequest.Get("/0/public/" + name) with { Costs = [KrakenLimits.OfPublic(name)] };
}
