using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Markets;

namespace PortfolioPlatform.Sandbox.Coinbase;

/// <summary>Products of v3: markets with their filters and 24 h numbers, last trades, candles, best prices.</summary>
internal sealed class CoinbaseProducts(VenueProfile profile, PriceBoard prices, DateTimeOffset now)
{
    private const int MostCandles = 350;

    private static readonly Dictionary<string, int> Granularities = new(StringComparer.Ordinal)
    {
        ["ONE_MINUTE"] = 60, ["FIVE_MINUTE"] = 300, ["FIFTEEN_MINUTE"] = 900, ["THIRTY_MINUTE"] = 1800,
        ["ONE_HOUR"] = 3600, ["TWO_HOUR"] = 7200, ["SIX_HOUR"] = 21600, ["ONE_DAY"] = 86400,
    };

    public static string Id(VenueMarket market) => market.Base + "-" + market.Quote;

    public VenueMarket? Find(string id) => profile.Market(id.Replace('-', '/'));

    public void WriteList(Utf8JsonWriter json, IQueryCollection query)
    {
        var wanted = query["product_ids"].SelectMany(v => (v ?? "").Split(',')).ToHashSet(StringComparer.Ordinal);
        var markets = string.Equals(query["product_type"], "FUTURE", StringComparison.Ordinal) ? [] : profile.Markets.Where(m => wanted.Count == 0 || wanted.Contains(Id(m))).ToList();
        json.WriteStartObject();
        json.WriteStartArray("products");
        foreach (var market in markets) WriteProduct(json, market);
        json.WriteEndArray();
        json.WriteNumber("num_products", markets.Count);
        json.WriteEndObject();
    }

    public void WriteProduct(Utf8JsonWriter json, VenueMarket market)
    {
        var day = prices.Candle(market, now.AddDays(-1), TimeSpan.FromDays(1), now);
        json.WriteStartObject();
        json.WriteString("product_id", Id(market));
        json.WriteString("price", prices.Last(market, now).Plain());
        json.WriteString("price_percentage_change_24h", decimal.Round((day.Close - day.Open) / day.Open * 100, 12).Plain());
        json.WriteString("volume_24h", day.Volume.Plain());
        json.WriteString("approximate_quote_24h_volume", decimal.Round(day.Volume * day.Close, 2).Plain());
        WriteFilters(json, market);
        WriteState(json, market);
        json.WriteEndObject();
    }

    /// <summary>Newest public trades with the best prices: <c>products/{id}/ticker</c>.</summary>
    public void WriteTicker(Utf8JsonWriter json, VenueMarket market, IQueryCollection query)
    {
        var count = Math.Clamp(int.TryParse(query["limit"], CultureInfo.InvariantCulture, out var asked) ? asked : 1, 1, 1000);
        var (bid, ask) = prices.Book(market, now);
        json.WriteStartObject();
        json.WriteStartArray("trades");
        for (var i = 0; i < count; i++) WriteTrade(json, market, now.AddSeconds(-i));
        json.WriteEndArray();
        json.WriteString("best_bid", bid.Plain());
        json.WriteString("best_ask", ask.Plain());
        json.WriteEndObject();
    }

    /// <summary>Candles newest first, at most 350; null when the granularity is unknown or the range too long.</summary>
    public bool TryWriteCandles(Utf8JsonWriter json, VenueMarket market, IQueryCollection query)
    {
        if (!Granularities.TryGetValue(query["granularity"].ToString(), out var seconds)) return false;
        if (!long.TryParse(query["start"], CultureInfo.InvariantCulture, out var start) || !long.TryParse(query["end"], CultureInfo.InvariantCulture, out var end)) return false;
        if ((end - start) / seconds > MostCandles) return false;
        end = Math.Min(end, now.ToUnixTimeSeconds());
        json.WriteStartObject();
        json.WriteStartArray("candles");
        var first = (start + seconds - 1) / seconds * seconds;
        for (var open = end / seconds * seconds; open >= first; open -= seconds) WriteCandle(json, market, open, seconds);
        json.WriteEndArray();
        json.WriteEndObject();
        return true;
    }

    public void WriteBest(Utf8JsonWriter json, IQueryCollection query)
    {
        var wanted = query["product_ids"].SelectMany(v => (v ?? "").Split(',')).ToHashSet(StringComparer.Ordinal);
        json.WriteStartObject();
        json.WriteStartArray("pricebooks");
        foreach (var market in profile.Markets.Where(m => wanted.Count == 0 || wanted.Contains(Id(m))))
        {
            var (bid, ask) = prices.Book(market, now);
            json.WriteStartObject();
            json.WriteString("product_id", Id(market));
            WriteLevel(json, "bids", bid);
            WriteLevel(json, "asks", ask);
            json.WriteString("time", CoinbaseJson.Precise(now));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteFilters(Utf8JsonWriter json, VenueMarket market)
    {
        json.WriteString("base_increment", market.Lot.Plain());
        json.WriteString("quote_increment", market.Tick.Plain());
        json.WriteString("price_increment", market.Tick.Plain());
        json.WriteString("base_min_size", market.MinQuantity.Plain());
        json.WriteString("base_max_size", "100000000");
        json.WriteString("quote_min_size", market.MinCost.Plain());
        json.WriteString("quote_max_size", "10000000");
        json.WriteString("base_name", market.Base);
        json.WriteString("quote_name", market.Quote);
        json.WriteString("base_currency_id", market.Base);
        json.WriteString("quote_currency_id", market.Quote);
        json.WriteString("base_display_symbol", market.Base);
        json.WriteString("quote_display_symbol", market.Quote);
        json.WriteString("display_name", Id(market));
    }

    // Books in USD and USDC are one: the USDC product is an alias of the USD one.
    private void WriteState(Utf8JsonWriter json, VenueMarket market)
    {
        var (usd, usdc) = (profile.Market(market.Base + "/USD"), profile.Market(market.Base + "/USDC"));
        var merged = usd is not null && usdc is not null;
        json.WriteString("status", "online");
        foreach (var flag in (ReadOnlySpan<string>)["watched", "is_disabled", "new", "cancel_only", "limit_only", "post_only", "trading_disabled", "auction_mode", "view_only"]) json.WriteBoolean(flag, false);
        json.WriteString("product_type", "SPOT");
        json.WriteString("mid_market_price", "");
        json.WriteString("alias", merged && market == usdc ? Id(usd!) : "");
        json.WriteStartArray("alias_to");
        if (merged && market == usd) json.WriteStringValue(Id(usdc!));
        json.WriteEndArray();
        json.WriteString("product_venue", "CBE");
    }

    private void WriteTrade(Utf8JsonWriter json, VenueMarket market, DateTimeOffset time)
    {
        var hash = Noise.Of((ulong)time.ToUnixTimeSeconds(), market.Name);
        json.WriteStartObject();
        json.WriteString("trade_id", (time.ToUnixTimeSeconds() % 1_000_000_000).ToString(CultureInfo.InvariantCulture));
        json.WriteString("product_id", Id(market));
        json.WriteString("price", prices.Last(market, time).Plain());
        json.WriteString("size", (market.Lot * (1 + (long)(hash % 900))).Plain());
        json.WriteString("time", CoinbaseJson.Precise(time));
        json.WriteString("side", hash % 2 == 0 ? "BUY" : "SELL");
        json.WriteString("bid", "");
        json.WriteString("ask", "");
        json.WriteEndObject();
    }

    private void WriteCandle(Utf8JsonWriter json, VenueMarket market, long open, int seconds)
    {
        var candle = prices.Candle(market, DateTimeOffset.FromUnixTimeSeconds(open), TimeSpan.FromSeconds(seconds), now);
        json.WriteStartObject();
        json.WriteString("start", open.ToString(CultureInfo.InvariantCulture));
        json.WriteString("low", candle.Low.Plain());
        json.WriteString("high", candle.High.Plain());
        json.WriteString("open", candle.Open.Plain());
        json.WriteString("close", candle.Close.Plain());
        json.WriteString("volume", candle.Volume.Plain());
        json.WriteEndObject();
    }

    private static void WriteLevel(Utf8JsonWriter json, string name, decimal price)
    {
        json.WriteStartArray(name);
        json.WriteStartObject();
        json.WriteString("price", price.Plain());
        json.WriteString("size", "1");
        json.WriteEndObject();
        json.WriteEndArray();
    }
}
