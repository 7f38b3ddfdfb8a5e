using System.Text.Json;
using PortfolioPlatform.Sandbox.Economy;

namespace PortfolioPlatform.Sandbox.Huobi;

/// <summary>Orders as objects; what is filled is spelled <c>field-…</c>.</summary>
internal static class HuobiOrders
{
    /// <summary>The order of a number; null when the account has none.</summary>
    public static SandboxOrder? Find(AccountBook book, long id)
    {
        var (low, high) = (0, book.Orders.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (book.Orders[middle].Id < id) low = middle + 1;
            else high = middle;
        }

        return low < book.Orders.Count && book.Orders[low].Id == id ? book.Orders[low] : null;
    }

    /// <summary>The part of an order's type behind the side.</summary>
    public static string Kind(SandboxOrder? order, bool maker) => order?.Limit is null && !maker ? "market" : maker && order is { Hash: var hash } && hash % 3 == 0 ? "limit-maker" : "limit";

    public static string Type(SandboxOrder order) => $"{(order.IsBuy ? "buy" : "sell")}-{Kind(order, order.Fills.Count > 0 && order.Fills[0].Fill!.IsMaker)}";

    public static string State(SandboxOrder order) => order.State switch
    {
        OrderState.Open => order.Fills.Count == 0 ? "submitted" : "partial-filled",
        OrderState.Filled => "filled",
        _ => order.Fills.Count == 0 ? "canceled" : "partial-canceled",
    };

    public static void WriteList(Utf8JsonWriter json, AccountBook book, IEnumerable<SandboxOrder> orders)
    {
        json.WriteStartArray();
        foreach (var order in orders) Write(json, book, order);
        json.WriteEndArray();
    }

    public static void Write(Utf8JsonWriter json, AccountBook book, SandboxOrder order)
    {
        var cancelled = order.State == OrderState.Cancelled;
        json.WriteStartObject();
        json.WriteNumber("id", order.Id);
        json.WriteString("symbol", HuobiCodes.Symbol(order.Market));
        json.WriteNumber("account-id", HuobiCodes.AccountId(book, Wallets.Spot));
        json.WriteString("client-order-id", order.ClientId ?? "");
        json.WriteString("amount", (order.Limit is null && order.IsBuy ? order.Cost : order.Quantity).Plain());
        json.WriteString("price", (order.Limit ?? 0).Plain());
        json.WriteNumber("created-at", order.Created.ToUnixTimeMilliseconds());
        json.WriteString("type", Type(order));
        json.WriteString("field-amount", order.Filled.Plain());
        json.WriteString("field-cash-amount", order.Cost.Plain());
        json.WriteString("field-fees", order.Fee.Plain());
        json.WriteString("filled-amount", order.Filled.Plain());
        json.WriteString("filled-cash-amount", order.Cost.Plain());
        json.WriteString("filled-fees", order.Fee.Plain());
        json.WriteNumber("finished-at", order.State == OrderState.Open ? 0 : order.Updated.ToUnixTimeMilliseconds());
        json.WriteNumber("canceled-at", cancelled ? order.Updated.ToUnixTimeMilliseconds() : 0);
        json.WriteString("source", "spot-api");
        json.WriteString("state", State(order));
        json.WriteEndObject();
    }
}
