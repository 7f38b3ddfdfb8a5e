using System.Globalization;
using System.Text.Json;
using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Binance;

/// <summary>Binance USDⓈ-M: what is public about perpetuals, and their margin steps.</summary>
internal static class BinancePerpetuals
{
    public static BinanceError? ExchangeInfo(BinanceCall call, Utf8JsonWriter json)
    {
        json.WriteRawValue($$"""
            {"timezone":"UTC","serverTime":{{call.Site.VenueNow().ToUnixTimeMilliseconds()}},"futuresType":"U_MARGINED","rateLimits":[{"rateLimitType":"REQUEST_WEIGHT","interval":"MINUTE","intervalNum":1,"limit":2400}],
            "exchangeFilters":[],"assets":[{"asset":"USDT","marginAvailable":true,"autoAssetExchange":"-10000"}],"symbols":[{{string.Join(',', call.Site.Profile.Perpetuals.Select(Symbol))}}]}
            """);
        return null;
    }

    public static BinanceError? PremiumIndex(BinanceCall call, Utf8JsonWriter json) => Each(call, json, c => Premium(call.Site, c, call.Site.Clock.GetUtcNow()));

    public static BinanceError? Prices(BinanceCall call, Utf8JsonWriter json) => Each(call, json, c =>
        $$"""{"symbol":"{{BinanceCodes.Symbol(c.Market)}}","price":"{{BinanceCodes.Amount(call.Site.Prices.Last(c.Market, call.Site.Clock.GetUtcNow()))}}","time":{{call.Now}}}""");

    public static BinanceError? Days(BinanceCall call, Utf8JsonWriter json) => Each(call, json, c => BinanceMarketData.Day(call, c.Market));

    /// <summary>What was exchanged at the last ends of periods, ascending.</summary>
    public static BinanceError? FundingRates(BinanceCall call, Utf8JsonWriter json)
    {
        if (call.Contract is not { } contract) return BinanceError.BadSymbol;
        var (limit, next) = (call.Limit(100, 1000), PerpetualContract.NextFunding(call.Site.Clock.GetUtcNow()));
        var rows = Enumerable.Range(1, limit).Select(back => next - (PerpetualContract.FundingEvery * back)).Where(at => at >= call.Site.World.Origin).Reverse().Select(at =>
            $$"""{"symbol":"{{BinanceCodes.Symbol(contract.Market)}}","fundingTime":{{at.ToUnixTimeMilliseconds()}},"fundingRate":"{{BinanceCodes.Amount(Rate(call.Site, contract, at.AddTicks(-1)))}}","markPrice":"{{BinanceCodes.Amount(call.Site.Prices.Mark(contract.Market, at))}}"}""");
        json.WriteRawValue($"[{string.Join(',', rows)}]");
        return null;
    }

    public static BinanceError? Brackets(BinanceCall call, Utf8JsonWriter json)
    {
        if (call["symbol"] is not null && call.Contract is null) return BinanceError.BadSymbol;
        var rows = call.Site.Profile.Perpetuals.Where(c => call["symbol"] is null || c == call.Contract)
            .Select(c => $$"""{"symbol":"{{BinanceCodes.Symbol(c.Market)}}","brackets":[{{string.Join(',', c.Tiers.Select(Bracket))}}]}""");
        json.WriteRawValue($"[{string.Join(',', rows)}]");
        return null;
    }

    /// <summary>The event of a mark price stream such as <c>btcusdt@markPrice@1s</c> or <c>!markPrice@arr@1s</c>; null for a contract that is not listed.</summary>
    public static string? Mark(VenueSite site, string stream, DateTimeOffset now)
    {
        if (stream.StartsWith("!markPrice@arr", StringComparison.Ordinal)) return $"[{string.Join(',', site.Profile.Perpetuals.Select(c => Update(site, c, now)))}]";
        var symbol = stream.Split('@')[0].ToUpperInvariant();
        return site.Profile.Perpetuals.FirstOrDefault(c => BinanceCodes.Symbol(c.Market) == symbol) is { } contract ? Update(site, contract, now) : null;
    }

    private static string Update(VenueSite site, PerpetualContract c, DateTimeOffset now)
    {
        var mark = BinanceCodes.Amount(site.Prices.Mark(c.Market, now));
        return $$"""{"e":"markPriceUpdate","E":{{now.ToUnixTimeMilliseconds()}},"s":"{{BinanceCodes.Symbol(c.Market)}}","p":"{{mark}}","i":"{{mark}}","P":"{{mark}}","r":"{{BinanceCodes.Amount(Rate(site, c, now))}}","T":{{PerpetualContract.NextFunding(now).ToUnixTimeMilliseconds()}}}""";
    }

    private static string Premium(VenueSite site, PerpetualContract c, DateTimeOffset now)
    {
        var mark = BinanceCodes.Amount(site.Prices.Mark(c.Market, now));
        return $$"""
            {"symbol":"{{BinanceCodes.Symbol(c.Market)}}","markPrice":"{{mark}}","indexPrice":"{{mark}}","estimatedSettlePrice":"{{mark}}","lastFundingRate":"{{BinanceCodes.Amount(Rate(site, c, now))}}",
            "interestRate":"0.00010000","nextFundingTime":{{PerpetualContract.NextFunding(now).ToUnixTimeMilliseconds()}},"time":{{now.ToUnixTimeMilliseconds()}}}
            """;
    }

    private static decimal Rate(VenueSite site, PerpetualContract contract, DateTimeOffset at) => contract.FundingRate(site.World.Seed, at);

    private static string Bracket(PerpetualTier tier, int index) => string.Create(CultureInfo.InvariantCulture,
        $$"""{"bracket":{{index + 1}},"initialLeverage":{{tier.MaxLeverage}},"notionalCap":{{tier.Cap}},"notionalFloor":{{tier.Floor}},"maintMarginRatio":{{tier.Rate}},"cum":{{tier.Deduction.Plain()}}}""");

    private static string Symbol(PerpetualContract c) => $$"""
        {"symbol":"{{BinanceCodes.Symbol(c.Market)}}","pair":"{{BinanceCodes.Symbol(c.Market)}}","contractType":"PERPETUAL","deliveryDate":4133404800000,"onboardDate":1569398400000,"status":"TRADING",
        "baseAsset":"{{c.Market.Base}}","quoteAsset":"{{c.Market.Quote}}","marginAsset":"{{c.Settle}}","pricePrecision":{{c.Market.PriceDecimals}},"quantityPrecision":{{c.Market.LotDecimals}},"baseAssetPrecision":8,"quotePrecision":8,
        "underlyingType":"COIN","settlePlan":0,"triggerProtect":"0.0500","liquidationFee":"0.012500","marketTakeBound":"0.05","orderTypes":["LIMIT","MARKET"],"timeInForce":["GTC","IOC"],"filters":[
        {"filterType":"PRICE_FILTER","minPrice":"{{BinanceCodes.Amount(c.Market.Tick)}}","maxPrice":"1000000","tickSize":"{{BinanceCodes.Amount(c.Market.Tick)}}"},
        {"filterType":"LOT_SIZE","minQty":"{{BinanceCodes.Amount(c.Market.Lot)}}","maxQty":"1000000","stepSize":"{{BinanceCodes.Amount(c.Market.Lot)}}"},{"filterType":"MIN_NOTIONAL","notional":"5"}]}
        """;

    private static BinanceError? Each(BinanceCall call, Utf8JsonWriter json, Func<PerpetualContract, string> write)
    {
        if (call["symbol"] is not null && call.Contract is null) return BinanceError.BadSymbol;
        json.WriteRawValue(call.Contract is { } one ? write(one) : $"[{string.Join(',', call.Site.Profile.Perpetuals.Select(write))}]");
        return null;
    }
}
