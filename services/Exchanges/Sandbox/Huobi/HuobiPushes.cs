using System.Globalization;
using System.Text.Json;
using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Markets;

namespace PortfolioPlatform.Sandbox.Huobi;

/// <summary>Messages of the account stream: <c>accounts.update#0..2</c>, <c>orders#symbol</c>, <c>trade.clearing#symbol#mode</c>; <c>*</c> stands for all symbols.</summary>
internal static class HuobiPushes
{
    public static bool IsKnown(string channel) => channel.Split('#') is
        ["accounts.update"] or ["accounts.update", "0" or "1" or "2"] or ["orders", _] or ["trade.clearing", _] or ["trade.clearing", _, "0" or "1"];

    /// <summary>The balances as they are, told once after subscribing: <c>changeType</c> is null.</summary>
    public static List<string> Snapshot(string channel, AccountBook book) =>
        [.. book.Balances.Keys.Where(k => k.Wallet == Wallets.Spot).Select(k => Balance(channel, book, k.Asset, null, null))];

    /// <summary>What a channel tells about a change.</summary>
    public static IEnumerable<string> Of(string channel, AccountBook book, AccountChange change)
    {
        var parts = channel.Split('#');
        var (entry, order) = (change.Event, change.Order);
        return parts[0] switch
        {
            "accounts.update" => Balances(channel, book, entry, order),
            "orders" when order is not null && Covers(parts[1], order.Market) => [Order(channel, book, entry, order)],
            "trade.clearing" when entry?.Fill is { } fill && Covers(parts[1], fill.Market) => [Clearing(channel, book, entry, fill, order)],
            _ => [],
        };
    }

    private static bool Covers(string symbol, VenueMarket market) => symbol == "*" || symbol == HuobiCodes.Symbol(market);

    private static IEnumerable<string> Balances(string channel, AccountBook book, EconomicEvent? entry, SandboxOrder? order)
    {
        if (entry is null && order is not null)
            return [Balance(channel, book, order.IsBuy ? order.Market.Quote : order.Market.Base, order.State == OrderState.Open ? "order.place" : "order.cancel", order.Updated)];
        return entry is null ? [] : entry.Legs.Where(l => l.Wallet == Wallets.Spot).Select(l => l.Asset).Distinct(StringComparer.Ordinal).Select(asset => Balance(channel, book, asset, Reason(entry), entry.Time)).ToList();
    }

    private static string Reason(EconomicEvent entry) => entry.Kind switch
    {
        EconomicKind.Trade => "order.match",
        EconomicKind.Deposit => "deposit",
        EconomicKind.Withdrawal or EconomicKind.WithdrawalReversal => "withdraw",
        EconomicKind.Referral or EconomicKind.FeeCredit => "rebate",
        _ => "other",
    };

    private static string Balance(string channel, AccountBook book, string asset, string? reason, DateTimeOffset? time) => Push(channel, json =>
    {
        json.WriteString("currency", HuobiCodes.Currency(asset));
        json.WriteNumber("accountId", HuobiCodes.AccountId(book, Wallets.Spot));
        json.WriteString("balance", book.Balance(asset).Plain());
        json.WriteString("available", book.Available(asset).Plain());
        json.WriteString("changeType", reason);
        json.WriteString("accountType", "trade");
        if (time is { } at) json.WriteNumber("changeTime", at.ToUnixTimeMilliseconds());
        else json.WriteNull("changeTime");
        json.WriteString("seqNum", book.Events.Count.ToString(CultureInfo.InvariantCulture));
    });

    private static string Order(string channel, AccountBook book, EconomicEvent? entry, SandboxOrder order) => Push(channel.Replace("*", HuobiCodes.Symbol(order.Market), StringComparison.Ordinal), json =>
    {
        json.WriteString("eventType", entry is not null ? "trade" : order.State == OrderState.Cancelled ? "cancellation" : "creation");
        json.WriteString("symbol", HuobiCodes.Symbol(order.Market));
        json.WriteNumber("accountId", HuobiCodes.AccountId(book, Wallets.Spot));
        json.WriteNumber("orderId", order.Id);
        json.WriteString("clientOrderId", order.ClientId ?? "");
        json.WriteString("orderStatus", HuobiOrders.State(order));
        json.WriteString("orderPrice", (order.Limit ?? 0).Plain());
        json.WriteString("orderSize", order.Quantity.Plain());
        json.WriteString("type", HuobiOrders.Type(order));
        json.WriteNumber("orderCreateTime", order.Created.ToUnixTimeMilliseconds());
        json.WriteString("remainAmt", (order.Quantity - order.Filled).Plain());
        json.WriteString("execAmt", order.Filled.Plain());
        if (entry?.Fill is not { } fill) return;
        json.WriteNumber("tradeId", fill.TradeId);
        json.WriteString("tradePrice", fill.Price.Plain());
        json.WriteString("tradeVolume", fill.Quantity.Plain());
        json.WriteNumber("tradeTime", entry.Time.ToUnixTimeMilliseconds());
        json.WriteBoolean("aggressor", !fill.IsMaker);
    });

    private static string Clearing(string channel, AccountBook book, EconomicEvent entry, Fill fill, SandboxOrder? order)
    {
        var deducted = fill.FeeAsset != fill.Market.Base && fill.FeeAsset != fill.Market.Quote;
        return Push(channel.Replace("*", HuobiCodes.Symbol(fill.Market), StringComparison.Ordinal), json =>
        {
            json.WriteString("eventType", "trade");
            json.WriteString("symbol", HuobiCodes.Symbol(fill.Market));
            json.WriteNumber("orderId", fill.OrderId);
            json.WriteNumber("tradeId", fill.TradeId);
            json.WriteString("tradePrice", fill.Price.Plain());
            json.WriteString("tradeVolume", fill.Quantity.Plain());
            json.WriteString("orderSide", fill.IsBuy ? "buy" : "sell");
            json.WriteString("orderType", $"{(fill.IsBuy ? "buy" : "sell")}-{HuobiOrders.Kind(order, fill.IsMaker)}");
            json.WriteBoolean("aggressor", !fill.IsMaker);
            json.WriteNumber("tradeTime", entry.Time.ToUnixTimeMilliseconds());
            json.WriteString("transactFee", deducted ? "0" : fill.Fee.Plain());
            json.WriteString("feeCurrency", HuobiCodes.Currency(deducted ? fill.IsBuy ? fill.Market.Base : fill.Market.Quote : fill.FeeAsset));
            json.WriteString("feeDeduct", deducted ? fill.Fee.Plain() : "0");
            json.WriteString("feeDeductType", deducted ? HuobiCodes.Currency(fill.FeeAsset) : "");
            json.WriteNumber("accountId", HuobiCodes.AccountId(book, Wallets.Spot));
            json.WriteString("orderStatus", order is null ? "filled" : HuobiOrders.State(order));
            json.WriteString("source", "spot-api");
        });
    }

    private static string Push(string channel, Action<Utf8JsonWriter> write) => WireAnswer.Text(json =>
    {
        json.WriteStartObject();
        json.WriteString("action", "push");
        json.WriteString("ch", channel);
        json.WriteStartObject("data");
        write(json);
        json.WriteEndObject();
        json.WriteEndObject();
    });
}
