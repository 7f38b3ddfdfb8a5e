using System.Globalization;
using System.Text.Json;
using PortfolioPlatform.Sandbox.Economy;

namespace PortfolioPlatform.Sandbox.Kraken;

/// <summary>Kraken's shape of a trade and of an order.</summary>
internal static class KrakenTrades
{
    /// <summary>A trade as a property named by its id. Its fee is told in quote, whatever was charged.</summary>
    public static void Write(Utf8JsonWriter json, AccountBook book, EconomicEvent e, bool ledgers)
    {
        var fill = e.Fill!;
        json.WriteStartObject(KrakenLedger.RefId(book, e));
        json.WriteString("ordertxid", OrderId(Order(book, fill.OrderId)));
        json.WriteString("postxid", KrakenCodes.TextId('P', e.Hash));
        json.WriteString("pair", KrakenCodes.PairId(fill.Market));
        json.WritePropertyName("time");
        json.WriteRawValue(KrakenCodes.Seconds(e.Time));
        json.WriteString("type", fill.IsBuy ? "buy" : "sell");
        json.WriteString("ordertype", Order(book, fill.OrderId).Limit is null ? "market" : "limit");
        json.WriteString("price", Text(fill.Price));
        json.WriteString("cost", fill.Cost.ToString("F8", CultureInfo.InvariantCulture));
        json.WriteString("fee", QuoteFee(book, fill).ToString("F8", CultureInfo.InvariantCulture));
        json.WriteString("vol", fill.Quantity.ToString("F8", CultureInfo.InvariantCulture));
        json.WriteString("margin", "0.00000");
        json.WriteString("leverage", "0");
        json.WriteString("misc", "");
        json.WriteNumber("trade_id", fill.TradeId);
        json.WriteBoolean("maker", fill.IsMaker);
        if (ledgers)
        {
            json.WriteStartArray("ledgers");
            foreach (var row in KrakenLedger.Rows(book, e)) json.WriteStringValue(row.Id);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    /// <summary>An order as a property named by its id.</summary>
    public static void Write(Utf8JsonWriter json, SandboxOrder order)
    {
        var filled = order.Filled;
        json.WriteStartObject(OrderId(order));
        json.WriteNull("refid");
        json.WriteNumber("userref", 0);
        json.WriteString("cl_ord_id", order.ClientId);
        json.WriteString("status", order.State switch { OrderState.Open => "open", OrderState.Filled => "closed", _ => "canceled" });
        json.WritePropertyName("opentm");
        json.WriteRawValue(KrakenCodes.Seconds(order.Created));
        if (order.State != OrderState.Open)
        {
            json.WritePropertyName("closetm");
            json.WriteRawValue(KrakenCodes.Seconds(order.Updated));
        }

        json.WriteString("starttm", "0");
        json.WriteString("expiretm", "0");
        WriteDescription(json, order);
        json.WriteString("vol", order.Quantity.ToString("F8", CultureInfo.InvariantCulture));
        json.WriteString("vol_exec", filled.ToString("F8", CultureInfo.InvariantCulture));
        json.WriteString("cost", order.Cost.ToString("F8", CultureInfo.InvariantCulture));
        json.WriteString("fee", order.Fills.Sum(e => e.Fill!.FeeAsset == order.Market.Quote ? e.Fill.Fee : 0).ToString("F8", CultureInfo.InvariantCulture));
        json.WriteString("price", filled == 0 ? "0.00000" : Text(decimal.Round(order.Cost / filled, order.Market.PriceDecimals)));
        json.WriteString("stopprice", "0.00000");
        json.WriteString("limitprice", "0.00000");
        json.WriteString("misc", "");
        json.WriteString("oflags", "fciq");
        json.WriteEndObject();
    }

    /// <summary>The text id of an order.</summary>
    public static string OrderId(SandboxOrder order) => KrakenCodes.TextId('O', order.Hash);

    /// <summary>The order's description in words, such as <c>buy 1.25000000 XBTUSD @ limit 37500.0</c>.</summary>
    public static string Describe(SandboxOrder order) => string.Create(CultureInfo.InvariantCulture,
        $"{(order.IsBuy ? "buy" : "sell")} {order.Quantity:F8} {KrakenCodes.PairAlt(order.Market)} @ {(order.Limit is { } limit ? "limit " + Text(limit) : "market")}");

    /// <summary>An order by its number; numbers rise, so this is a binary search.</summary>
    public static SandboxOrder Order(AccountBook book, long id)
    {
        var (low, high) = (0, book.Orders.Count - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (book.Orders[middle].Id < id) low = middle + 1;
            else high = middle;
        }

        return book.Orders[low];
    }

    private static decimal QuoteFee(AccountBook book, Fill fill)
    {
        if (fill.FeeAsset == fill.Market.Quote) return fill.Fee;
        return decimal.Round(fill.Cost * (fill.IsMaker ? book.Profile.MakerRate : book.Profile.TakerRate), 8);
    }

    private static void WriteDescription(Utf8JsonWriter json, SandboxOrder order)
    {
        json.WriteStartObject("descr");
        json.WriteString("pair", KrakenCodes.PairAlt(order.Market));
        json.WriteString("type", order.IsBuy ? "buy" : "sell");
        json.WriteString("ordertype", order.Limit is null ? "market" : "limit");
        json.WriteString("price", Text(order.Limit ?? 0));
        json.WriteString("price2", "0");
        json.WriteString("leverage", "none");
        json.WriteString("order", Describe(order));
        json.WriteString("close", "");
        json.WriteEndObject();
    }

    private static string Text(decimal value) => value.ToString(CultureInfo.InvariantCulture);
}
