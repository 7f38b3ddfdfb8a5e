using System.Globalization;
using System.Text.Json;
using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Markets;

namespace PortfolioPlatform.Sandbox.Kraken;

/// <summary>Kraken's public lists: assets, pairs, tickers.</summary>
internal static class KrakenSymbols
{
    public static string? Assets(KrakenCall call, Utf8JsonWriter json)
    {
        var wanted = call["asset"]?.Split(',');
        var assets = call.Site.Profile.Markets.SelectMany(m => (string[])[m.Base, m.Quote]).Append("KFEE").Distinct(StringComparer.Ordinal)
            .Select(a => (Asset: a, Id: KrakenCodes.Id(a), Alt: KrakenCodes.Alt(a)))
            .Concat(call.Site.Profile.StakedAssets.Append(call.Site.Profile.InterestAsset).Select(a => (Asset: a, Id: KrakenCodes.Id(a, Wallets.Earn), Alt: KrakenCodes.Id(a, Wallets.Earn))));
        json.WriteStartObject();
        foreach (var (asset, id, alt) in assets.Where(a => wanted is null || wanted.Contains(a.Id) || wanted.Contains(a.Alt)))
        {
            json.WriteStartObject(id);
            json.WriteString("aclass", "currency");
            json.WriteString("altname", alt);
            json.WriteNumber("decimals", KrakenCodes.Digits(asset));
            json.WriteNumber("display_decimals", Math.Min(5, KrakenCodes.Digits(asset)));
            json.WriteString("status", "enabled");
            json.WriteEndObject();
        }

        json.WriteEndObject();
        return null;
    }

    public static string? Pairs(KrakenCall call, Utf8JsonWriter json)
    {
        if (Wanted(call) is not { } markets) return "EQuery:Unknown asset pair";
        json.WriteStartObject();
        foreach (var market in markets) WritePair(json, call.Site.Profile, market);
        json.WriteEndObject();
        return null;
    }

    public static string? Tickers(KrakenCall call, Utf8JsonWriter json)
    {
        if (Wanted(call) is not { } markets) return "EQuery:Unknown asset pair";
        json.WriteStartObject();
        foreach (var market in markets) WriteTicker(json, call, market);
        json.WriteEndObject();
        return null;
    }

    private static List<VenueMarket>? Wanted(KrakenCall call)
    {
        if (call["pair"] is not { } names) return [.. call.Site.Profile.Markets];
        var wanted = names.Split(',');
        return wanted.All(call.Pairs.ContainsKey) ? [.. wanted.Select(n => call.Pairs[n])] : null;
    }

    private static void WritePair(Utf8JsonWriter json, VenueProfile profile, VenueMarket market)
    {
        json.WriteStartObject(KrakenCodes.PairId(market));
        json.WriteString("altname", KrakenCodes.PairAlt(market));
        json.WriteString("wsname", KrakenCodes.Alt(market.Base) + "/" + KrakenCodes.Alt(market.Quote));
        json.WriteString("aclass_base", "currency");
        json.WriteString("base", KrakenCodes.Id(market.Base));
        json.WriteString("aclass_quote", "currency");
        json.WriteString("quote", KrakenCodes.Id(market.Quote));
        json.WriteString("lot", "unit");
        json.WriteNumber("cost_decimals", 5);
        json.WriteNumber("pair_decimals", market.PriceDecimals);
        json.WriteNumber("lot_decimals", market.LotDecimals);
        json.WriteNumber("lot_multiplier", 1);
        json.WritePropertyName("leverage_buy");
        json.WriteRawValue("[]");
        json.WritePropertyName("leverage_sell");
        json.WriteRawValue("[]");
        json.WritePropertyName("fees");
        json.WriteRawValue($"[[0,{profile.TakerRate * 100}]]");
        json.WritePropertyName("fees_maker");
        json.WriteRawValue($"[[0,{profile.MakerRate * 100}]]");
        json.WriteString("fee_volume_currency", "ZUSD");
        json.WriteString("ordermin", Text(market.MinQuantity));
        json.WriteString("costmin", Text(market.MinCost));
        json.WriteString("tick_size", Text(market.Tick));
        json.WriteString("status", "online");
        json.WriteEndObject();
    }

    private static void WriteTicker(Utf8JsonWriter json, KrakenCall call, VenueMarket market)
    {
        var (now, prices) = (call.Site.Clock.GetUtcNow(), call.Site.Prices);
        var (bid, ask) = prices.Book(market, now);
        var last = prices.Last(market, now);
        var today = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        var day = prices.Candle(market, now.AddDays(-1), TimeSpan.FromDays(1), now);
        var (high, low) = (Math.Max(day.High, last), Math.Min(day.Low, last));
        json.WritePropertyName(KrakenCodes.PairId(market));
        json.WriteRawValue($$"""
            {"a":["{{ask}}","1","1.000"],"b":["{{bid}}","1","1.000"],"c":["{{last}}","{{market.MinQuantity}}"],"v":["{{day.Volume}}","{{day.Volume}}"],"p":["{{last}}","{{last}}"],
            "t":[{{day.Trades}},{{day.Trades}}],"l":["{{low}}","{{low}}"],"h":["{{high}}","{{high}}"],"o":"{{prices.Last(market, today)}}"}
            """);
    }

    private static string Text(decimal value) => value.ToString(CultureInfo.InvariantCulture);
}
