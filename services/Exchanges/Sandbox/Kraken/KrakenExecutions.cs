using PortfolioPlatform.Sandbox.Economy;

namespace PortfolioPlatform.Sandbox.Kraken;

/// <summary>Rows of the executions channel.</summary>
internal static class KrakenExecutions
{
    /// <summary>What a change of an order tells: accepted, filled in part, filled, or cancelled.</summary>
    public static List<string> Of(AccountBook book, SandboxOrder order, EconomicEvent? fill)
    {
        if (fill is null) return [State(order, order.State == OrderState.Cancelled ? "canceled" : "new", order.Updated)];
        var rows = new List<string> { Trade(book, order, fill) };
        if (Through(order, fill).Quantity >= order.Quantity) rows.Add(State(order, "filled", fill.Time));
        return rows;
    }

    /// <summary>One fill.</summary>
    public static string Trade(AccountBook book, SandboxOrder order, EconomicEvent e)
    {
        var fill = e.Fill!;
        var (quantity, cost) = Through(order, e);
        var status = quantity >= order.Quantity ? "filled" : "partially_filled";
        return $$"""
            {"exec_type":"trade","order_id":"{{KrakenTrades.OrderId(order)}}","exec_id":"{{KrakenLedger.RefId(book, e)}}","trade_id":{{fill.TradeId}},"symbol":"{{fill.Market.Name}}","side":"{{Side(order)}}","order_type":"{{Type(order)}}","order_status":"{{status}}",
            "last_qty":{{fill.Quantity}},"last_price":{{fill.Price}},"cost":{{fill.Cost}},"liquidity_ind":"{{(fill.IsMaker ? 'm' : 't')}}","fees":[{"asset":"{{fill.FeeAsset}}","qty":{{fill.Fee}}}],"cum_qty":{{quantity}},"cum_cost":{{cost}},
            "avg_price":{{decimal.Round(cost / quantity, 8)}},"order_qty":{{order.Quantity}},"timestamp":"{{KrakenPrivateFeed.Stamp(e.Time)}}"}
            """;
    }

    private static string State(SandboxOrder order, string type, DateTimeOffset time)
    {
        var status = type == "new" && order.Fills.Count > 0 ? "partially_filled" : type;
        var limit = order.Limit is { } price ? $",\"limit_price\":{price}" : "";
        return $$"""{"exec_type":"{{type}}","order_id":"{{KrakenTrades.OrderId(order)}}","symbol":"{{order.Market.Name}}","side":"{{Side(order)}}","order_type":"{{Type(order)}}","order_status":"{{status}}","order_qty":{{order.Quantity}},"cum_qty":{{order.Filled}},"cum_cost":{{order.Cost}}{{limit}},"timestamp":"{{KrakenPrivateFeed.Stamp(time)}}"}""";
    }

    // The order may have gone on since: what counts is how far it was with this fill.
    private static (decimal Quantity, decimal Cost) Through(SandboxOrder order, EconomicEvent last)
    {
        var (quantity, cost) = (0m, 0m);
        foreach (var fill in order.Fills.TakeWhile(f => f.Sequence <= last.Sequence)) (quantity, cost) = (quantity + fill.Fill!.Quantity, cost + fill.Fill.Cost);
        return (quantity, cost);
    }

    private static string Side(SandboxOrder order) => order.IsBuy ? "buy" : "sell";

    private static string Type(SandboxOrder order) => order.Limit is null ? "market" : "limit";
}
