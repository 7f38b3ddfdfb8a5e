using System.Globalization;
using System.Text.Json;
using PortfolioPlatform.Sandbox.Economy;

namespace PortfolioPlatform.Sandbox.Bitfinex;

/// <summary>Orders as arrays of 32 columns.</summary>
internal static class BitfinexOrders
{
    public const int Most = 2500;

    /// <summary>Open orders, or closed ones of a window, newest first.</summary>
    public static void WriteList(Utf8JsonWriter json, IEnumerable<SandboxOrder> orders, string? symbol)
    {
        json.WriteStartArray();
        foreach (var order in orders)
            if (symbol is null || Symbol(order) == symbol) WriteRow(json, order);
        json.WriteEndArray();
    }

    /// <summary>The closed orders of a window; cancelled ones without a fill are forgotten after two weeks.</summary>
    public static IEnumerable<SandboxOrder> Closed(AccountBook book, BitfinexRange range, string? symbol, DateTimeOffset now)
    {
        var closed = book.Orders.Where(o => o.State != OrderState.Open
            && o.Updated.ToUnixTimeMilliseconds() >= range.Start && o.Updated.ToUnixTimeMilliseconds() <= range.End
            && (o.Fills.Count > 0 || o.Updated > now.AddDays(-14))
            && (symbol is null || Symbol(o) == symbol));
        return (range.OldestFirst ? closed : closed.Reverse()).Take(range.Limit);
    }

    public static void WriteRow(Utf8JsonWriter json, SandboxOrder order)
    {
        var (filled, cost, sign) = (order.Filled, order.Cost, order.IsBuy ? 1 : -1);
        json.WriteStartArray();
        json.WriteNumberValue(order.Id);
        json.WriteNullValue();
        if (long.TryParse(order.ClientId, CultureInfo.InvariantCulture, out var client)) json.WriteNumberValue(client);
        else json.WriteNumberValue(order.Id % 1_000_000);
        json.WriteStringValue(Symbol(order));
        json.WriteNumberValue(order.Created.ToUnixTimeMilliseconds());
        json.WriteNumberValue(order.Updated.ToUnixTimeMilliseconds());
        json.Number(sign * (order.Quantity - filled));
        json.Number(sign * order.Quantity);
        json.WriteStringValue(order.Limit is null ? "EXCHANGE MARKET" : "EXCHANGE LIMIT");
        json.Nulls(3);
        json.WriteNumberValue(0);
        json.WriteStringValue(Status(order, sign));
        json.Nulls(2);
        json.Number(order.Limit ?? (filled == 0 ? 0 : cost / filled));
        json.Number(filled == 0 ? 0 : decimal.Round(cost / filled, 8));
        json.WriteNumberValue(0);
        json.WriteNumberValue(0);
        json.Nulls(3);
        json.WriteNumberValue(0);
        json.WriteNumberValue(0);
        json.Nulls(3);
        json.WriteStringValue("API>BFX");
        json.Nulls(3);
        json.WriteEndArray();
    }

    /// <summary>The stream's word for an order's change: new, update or closed.</summary>
    public static string Change(SandboxOrder order) => order.State != OrderState.Open ? "oc" : order.Fills.Count == 0 ? "on" : "ou";

    private static string Status(SandboxOrder order, int sign)
    {
        var done = order.Fills.Count == 0 ? "" : $"{Price(order.Cost / order.Filled)}({BitfinexNumber.Format(sign * order.Filled)})";
        return order.State switch
        {
            OrderState.Filled => "EXECUTED @ " + done,
            OrderState.Cancelled => order.Fills.Count == 0 ? "CANCELED" : "CANCELED was: PARTIALLY FILLED @ " + done,
            _ => order.Fills.Count == 0 ? "ACTIVE" : "PARTIALLY FILLED @ " + done,
        };
    }

    private static string Price(decimal price) => decimal.Round(price, 8) is var p && p == decimal.Truncate(p) ? p.ToString("0.0", CultureInfo.InvariantCulture) : p.Plain();

    private static string Symbol(SandboxOrder order) => BitfinexCodes.Market(order.Market.Base, order.Market.Quote);
}
