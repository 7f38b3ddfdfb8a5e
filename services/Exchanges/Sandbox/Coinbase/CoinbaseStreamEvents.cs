using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Markets;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Coinbase;

/// <summary>The <c>events</c> arrays of stream messages.</summary>
internal sealed class CoinbaseStreamEvents(VenueSite site)
{
    public static FrozenSet<string> Known { get; } = FrozenSet.Create(StringComparer.Ordinal, "heartbeats", "ticker", "ticker_batch", "market_trades", "status", "user");

    public static void WriteSubscriptions(Utf8JsonWriter json, IEnumerable<KeyValuePair<string, HashSet<string>>> subscribed)
    {
        json.WriteStartArray();
        json.WriteStartObject();
        json.WriteStartObject("subscriptions");
        foreach (var (channel, products) in subscribed)
        {
            json.WriteStartArray(channel);
            foreach (var product in products) json.WriteStringValue(product);
            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    public static void WriteHeartbeat(Utf8JsonWriter json, long counter, DateTimeOffset now)
    {
        json.WriteStartArray();
        json.WriteStartObject();
        json.WriteString("current_time", CoinbaseJson.Precise(now));
        json.WriteNumber("heartbeat_counter", counter);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    public void WriteTickers(Utf8JsonWriter json, string type, IEnumerable<VenueMarket> markets, DateTimeOffset now)
    {
        Open(json, type, "tickers");
        foreach (var market in markets)
        {
            var day = site.Prices.Candle(market, now.AddDays(-1), TimeSpan.FromDays(1), now);
            var (bid, ask) = site.Prices.Book(market, now);
            json.WriteStartObject();
            json.WriteString("type", "ticker");
            json.WriteString("product_id", CoinbaseProducts.Id(market));
            json.WriteString("price", site.Prices.Last(market, now).Plain());
            json.WriteString("volume_24_h", day.Volume.Plain());
            json.WriteString("low_24_h", day.Low.Plain());
            json.WriteString("high_24_h", day.High.Plain());
            json.WriteString("price_percent_chg_24_h", decimal.Round((day.Close - day.Open) / day.Open * 100, 8).Plain());
            json.WriteString("best_bid", bid.Plain());
            json.WriteString("best_ask", ask.Plain());
            json.WriteEndObject();
        }

        Close(json);
    }

    public void WriteTrade(Utf8JsonWriter json, VenueMarket market, DateTimeOffset now)
    {
        Open(json, "update", "trades");
        json.WriteStartObject();
        json.WriteString("trade_id", (now.ToUnixTimeMilliseconds() % 10_000_000_000).ToString(CultureInfo.InvariantCulture));
        json.WriteString("product_id", CoinbaseProducts.Id(market));
        json.WriteString("price", site.Prices.Last(market, now).Plain());
        json.WriteString("size", market.MinQuantity.Plain());
        json.WriteString("side", now.Millisecond % 2 == 0 ? "BUY" : "SELL");
        json.WriteString("time", CoinbaseJson.Precise(now));
        json.WriteEndObject();
        Close(json);
    }

    /// <summary>Orders of the user channel: totals only, no rows per fill.</summary>
    public static void WriteOrders(Utf8JsonWriter json, string type, AccountBook book, IEnumerable<SandboxOrder> orders)
    {
        Open(json, type, "orders");
        foreach (var order in orders)
        {
            var (filled, cost) = (order.Filled, order.Cost);
            json.WriteStartObject();
            json.WriteString("order_id", CoinbaseId.Of(book.Seed, "order", order.Id));
            json.WriteString("client_order_id", order.ClientId ?? "");
            json.WriteString("cumulative_quantity", filled.Plain());
            json.WriteString("leaves_quantity", (order.Quantity - filled).Plain());
            json.WriteString("avg_price", filled == 0 ? "0" : decimal.Round(cost / filled, 8).Plain());
            json.WriteString("total_fees", order.Fee.Plain());
            json.WriteString("filled_value", cost.Plain());
            json.WriteString("status", CoinbaseOrders.Status(order));
            json.WriteString("product_id", CoinbaseProducts.Id(order.Market));
            json.WriteString("product_type", "SPOT");
            json.WriteString("creation_time", CoinbaseJson.Precise(order.Created));
            json.WriteString("order_side", order.IsBuy ? "BUY" : "SELL");
            json.WriteString("order_type", order.Limit is null ? "Market" : "Limit");
            json.WriteString("limit_price", order.Limit?.Plain() ?? "");
            json.WriteString("number_of_fills", order.Fills.Count.ToString(CultureInfo.InvariantCulture));
            json.WriteEndObject();
        }

        Close(json);
    }

    private static void Open(Utf8JsonWriter json, string type, string list)
    {
        json.WriteStartArray();
        json.WriteStartObject();
        json.WriteString("type", type);
        json.WriteStartArray(list);
    }

    private static void Close(Utf8JsonWriter json)
    {
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }
}
