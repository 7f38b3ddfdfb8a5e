using System.Text.Json;
using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Markets;

namespace PortfolioPlatform.Sandbox.Binance;

/// <summary>Binance's lists: symbols with their filters, coins with their networks.</summary>
internal static class BinanceSymbols
{
    public static BinanceError? ExchangeInfo(BinanceCall call, Utf8JsonWriter json)
    {
        var wanted = call["symbol"] is { } one ? [one] : call["symbols"] is { } list ? JsonSerializer.Deserialize<string[]>(list) : null;
        if (wanted is not null && wanted.Any(s => BinanceCodes.Find(call.Site.Profile, s) is null)) return BinanceError.BadSymbol;
        json.WriteStartObject();
        json.WriteString("timezone", "UTC");
        json.WriteNumber("serverTime", call.Site.VenueNow().ToUnixTimeMilliseconds());
        json.WritePropertyName("rateLimits");
        json.WriteRawValue("""
            [{"rateLimitType":"REQUEST_WEIGHT","interval":"MINUTE","intervalNum":1,"limit":6000},{"rateLimitType":"ORDERS","interval":"SECOND","intervalNum":10,"limit":100},
            {"rateLimitType":"ORDERS","interval":"DAY","intervalNum":1,"limit":200000},{"rateLimitType":"RAW_REQUESTS","interval":"MINUTE","intervalNum":5,"limit":300000}]
            """);
        json.WriteStartArray("exchangeFilters");
        json.WriteEndArray();
        json.WriteStartArray("symbols");
        foreach (var market in call.Site.Profile.Markets.Where(m => wanted is null || wanted.Contains(BinanceCodes.Symbol(m)))) WriteSymbol(json, market);
        json.WriteEndArray();
        json.WritePropertyName("sors");
        BinanceRouting.WriteMarkets(json, call.Site.Profile);
        json.WriteEndObject();
        return null;
    }

    /// <summary>The host of coin-margined contracts lists nothing.</summary>
    public static BinanceError? NoContracts(BinanceCall call, Utf8JsonWriter json)
    {
        json.WriteRawValue($$"""{"timezone":"UTC","serverTime":{{call.Now}},"rateLimits":[],"exchangeFilters":[],"assets":[],"symbols":[]}""");
        return null;
    }

    public static BinanceError? Coins(BinanceCall call, Utf8JsonWriter json)
    {
        var balances = call.Read(book => book.Balances.Where(b => b.Key.Wallet == Wallets.Spot).ToDictionary(b => b.Key.Asset, b => b.Value, StringComparer.Ordinal));
        json.WriteStartArray();
        foreach (var coin in call.Site.Profile.Markets.SelectMany(m => (string[])[m.Base, m.Quote]).Distinct(StringComparer.Ordinal)) WriteCoin(json, coin, balances.GetValueOrDefault(coin));
        json.WriteEndArray();
        return null;
    }

    private static void WriteSymbol(Utf8JsonWriter json, VenueMarket market) => json.WriteRawValue($$"""
        {"symbol":"{{BinanceCodes.Symbol(market)}}","status":"TRADING","baseAsset":"{{market.Base}}","baseAssetPrecision":8,"quoteAsset":"{{market.Quote}}","quotePrecision":8,"quoteAssetPrecision":8,
        "baseCommissionPrecision":8,"quoteCommissionPrecision":8,"orderTypes":["LIMIT","LIMIT_MAKER","MARKET"],"icebergAllowed":false,"ocoAllowed":false,"quoteOrderQtyMarketAllowed":true,
        "isSpotTradingAllowed":true,"isMarginTradingAllowed":false,"filters":[
        {"filterType":"PRICE_FILTER","minPrice":"{{BinanceCodes.Amount(market.Tick)}}","maxPrice":"1000000.00000000","tickSize":"{{BinanceCodes.Amount(market.Tick)}}"},
        {"filterType":"LOT_SIZE","minQty":"{{BinanceCodes.Amount(market.MinQuantity)}}","maxQty":"9000000000.00000000","stepSize":"{{BinanceCodes.Amount(market.Lot)}}"},
        {"filterType":"NOTIONAL","minNotional":"{{BinanceCodes.Amount(market.MinCost)}}","applyMinToMarket":true,"maxNotional":"9000000.00000000","applyMaxToMarket":false,"avgPriceMins":5}],
        "permissions":[],"permissionSets":[["SPOT"]],"defaultSelfTradePreventionMode":"EXPIRE_MAKER","allowedSelfTradePreventionModes":["EXPIRE_MAKER"]}
        """);

    private static void WriteCoin(Utf8JsonWriter json, string coin, decimal free)
    {
        var fiat = AssetCatalog.All[coin].Class == AssetClass.Fiat;
        var network = coin switch { "BTC" => "BTC", "LTC" => "LTC", "XRP" => "XRP", "SOL" => "SOL", "DOT" => "DOT", "ATOM" => "ATOM", "BNB" => "BSC", _ => "ETH" };
        var networks = fiat ? "" : $$"""{"network":"{{network}}","coin":"{{coin}}","withdrawIntegerMultiple":"0.00000001","isDefault":true,"depositEnable":true,"withdrawEnable":true,"name":"{{network}}","withdrawFee":"0.00100000","withdrawMin":"0.00200000","withdrawMax":"1000000","minConfirm":12,"unLockConfirm":12}""";
        json.WriteRawValue($$"""
            {"coin":"{{coin}}","depositAllEnable":true,"withdrawAllEnable":true,"name":"{{coin}}","free":"{{BinanceCodes.Amount(free)}}","locked":"0","freeze":"0","withdrawing":"0","ipoing":"0","ipoable":"0","storage":"0",
            "isLegalMoney":{{(fiat ? "true" : "false")}},"trading":true,"networkList":[{{networks}}]}
            """);
    }
}
