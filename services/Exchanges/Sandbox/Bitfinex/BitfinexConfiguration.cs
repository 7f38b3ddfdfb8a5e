using System.Text.Json;
using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Markets;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Bitfinex;

/// <summary><c>conf/pub:…</c>: lists and maps of codes, pairs and limits; several keys at once, separated by commas.</summary>
internal sealed class BitfinexConfiguration(VenueSite site)
{
    private static readonly (string Method, string Code)[] Methods =
        [("BITCOIN", "BTC"), ("ETHEREUM", "ETH"), ("SOLANA", "SOL"), ("LITECOIN", "LTC"), ("RIPPLE", "XRP"), ("POLKADOT", "DOT"), ("COSMOS", "ATO"), ("TETHERUSE", "UST")];

    public void Write(Utf8JsonWriter json, string keys)
    {
        json.WriteStartArray();
        foreach (var key in keys.Split(',')) WriteOne(json, key);
        json.WriteEndArray();
    }

    private void WriteOne(Utf8JsonWriter json, string key)
    {
        json.WriteStartArray();
        switch (key)
        {
            case "pub:list:currency":
                foreach (var code in Codes()) json.WriteStringValue(code);
                break;
            case "pub:map:currency:sym":
                foreach (var (code, shown) in Special()) WritePair(json, code, shown);
                break;
            case "pub:map:currency:label":
                foreach (var code in Codes()) WritePair(json, code, BitfinexCodes.Symbol(code));
                break;
            case "pub:map:currency:pool":
                foreach (var code in Codes().Where(c => c is not ("USD" or "EUR"))) WritePair(json, code, code is "UST" or "UDC" or "LEO" ? "ETH" : code);
                break;
            case "pub:map:currency:tx:fee":
                foreach (var code in Codes()) WriteFee(json, code);
                break;
            case "pub:map:tx:method":
                foreach (var (method, code) in Methods) WriteMethod(json, method, code);
                break;
            case "pub:info:tx:status":
                foreach (var (method, _) in Methods) WriteStatus(json, method);
                break;
            case "pub:list:pair:exchange":
                foreach (var market in site.Profile.Markets) json.WriteStringValue(BitfinexCodes.Pair(market.Base, market.Quote));
                break;
            case "pub:list:pair:futures":
                foreach (var contract in site.Profile.Perpetuals) json.WriteStringValue(BitfinexCodes.Pair(contract));
                break;
            case "pub:info:pair:futures":
                foreach (var contract in site.Profile.Perpetuals) WriteContract(json, contract);
                break;
            case "pub:info:pair":
                foreach (var market in site.Profile.Markets) WriteInfo(json, market);
                break;
        }

        json.WriteEndArray();
    }

    private IEnumerable<string> Codes() =>
        site.Profile.Markets.SelectMany(m => new[] { m.Base, m.Quote }).Distinct(StringComparer.Ordinal).Select(asset => BitfinexCodes.Code(asset)).Order(StringComparer.Ordinal);

    private IEnumerable<(string Code, string Shown)> Special() => BitfinexCodes.Special.Values.OrderBy(s => s.Code, StringComparer.Ordinal);

    private static void WritePair(Utf8JsonWriter json, string first, string second)
    {
        json.WriteStartArray();
        json.WriteStringValue(first);
        json.WriteStringValue(second);
        json.WriteEndArray();
    }

    private static void WriteFee(Utf8JsonWriter json, string code)
    {
        json.WriteStartArray();
        json.WriteStringValue(code);
        json.WriteStartArray();
        json.WriteNumberValue(0);
        json.Number(code == "BTC" ? 0.0004m : 0.1m);
        json.WriteEndArray();
        json.WriteEndArray();
    }

    private static void WriteMethod(Utf8JsonWriter json, string method, string code)
    {
        json.WriteStartArray();
        json.WriteStringValue(method);
        json.WriteStartArray();
        json.WriteStringValue(code);
        json.WriteEndArray();
        json.WriteEndArray();
    }

    private static void WriteStatus(Utf8JsonWriter json, string method)
    {
        json.WriteStartArray();
        json.WriteStringValue(method);
        json.WriteNumberValue(1);
        json.WriteNumberValue(1);
        json.Nulls(4);
        json.WriteNumberValue(0);
        json.WriteNumberValue(0);
        json.Nulls(2);
        json.WriteNumberValue(3);
        json.WriteEndArray();
    }

    // The last two tell initial and maintenance margin.
    private static void WriteContract(Utf8JsonWriter json, PerpetualContract contract)
    {
        json.WriteStartArray();
        json.WriteStringValue(BitfinexCodes.Pair(contract));
        json.WriteStartArray();
        json.Nulls(3);
        json.WriteStringValue(contract.Market.Lot.Plain());
        json.WriteStringValue((contract.Market.Lot * 100_000_000).Plain());
        json.Nulls(3);
        json.Number(1m / contract.Tiers[0].MaxLeverage);
        json.Number(contract.Tiers[0].Rate);
        json.Nulls(2);
        json.WriteEndArray();
        json.WriteEndArray();
    }

    // Minimum and maximum are amounts of base, as text.
    private void WriteInfo(Utf8JsonWriter json, VenueMarket market)
    {
        var price = site.Prices.Last(market, site.Clock.Milliseconds());
        var least = Math.Max(market.MinQuantity, decimal.Ceiling(market.MinCost / price / market.Lot) * market.Lot);
        json.WriteStartArray();
        json.WriteStringValue(BitfinexCodes.Pair(market.Base, market.Quote));
        json.WriteStartArray();
        json.Nulls(3);
        json.WriteStringValue(least.Plain());
        json.WriteStringValue((market.Lot * 100_000_000).Plain());
        json.Nulls(7);
        json.WriteEndArray();
        json.WriteEndArray();
    }
}
