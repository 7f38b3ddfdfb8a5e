using PortfolioPlatform.Sandbox.Economy;

namespace PortfolioPlatform.Sandbox.Binance;

/// <summary>Events of Binance's user data stream.</summary>
internal static class BinanceUserEvents
{
    /// <summary>What a change tells: the order's report, the signed delta of a movement, the balances it touched.</summary>
    public static List<string> Of(AccountBook book, AccountChange change)
    {
        var events = new List<string>();
        if (change.Order is { } order)
        {
            if (change.Event is { } first && order.Limit is null && order.Fills[0] == first) events.Add(Report(order, null, "NEW", order.Created));
            events.Add(Report(order, change.Event, change.Event is null ? order.State == OrderState.Cancelled ? "CANCELED" : "NEW" : "TRADE", change.Event?.Time ?? order.Updated));
        }

        if (change.Event is { } e)
        {
            if (e.Fill is null) events.AddRange(Spot(e).Select(s => Delta(s.Asset, s.Delta, e.Time)));
            if (Spot(e).Count > 0) events.Add(Position(book, e));
        }
        else if (change.Order is not null) events.Add(Held(book, change.Order));

        return events;
    }

    private static string Report(SandboxOrder order, EconomicEvent? e, string type, DateTimeOffset time)
    {
        var (fill, ms) = (e?.Fill, time.ToUnixTimeMilliseconds());
        var past = e is null ? [] : order.Fills.TakeWhile(f => f.Sequence <= e.Sequence).ToList();
        var (filled, cost) = type == "NEW" ? (0m, 0m) : type == "CANCELED" ? (order.Filled, order.Cost) : (past.Sum(f => f.Fill!.Quantity), past.Sum(f => f.Fill!.Cost));
        var status = type switch { "NEW" => "NEW", "CANCELED" => "CANCELED", _ => filled >= order.Quantity ? "FILLED" : "PARTIALLY_FILLED" };
        return $$"""
            {"e":"executionReport","E":{{ms}},"s":"{{BinanceCodes.Symbol(order.Market)}}","c":"{{BinanceOrders.ClientId(order)}}","S":"{{(order.IsBuy ? "BUY" : "SELL")}}","o":"{{(order.Limit is null ? "MARKET" : "LIMIT")}}","f":"GTC",
            "q":"{{BinanceCodes.Amount(order.Quantity)}}","p":"{{BinanceCodes.Amount(order.Limit ?? 0)}}","P":"0.00000000","F":"0.00000000","g":-1,"C":"","x":"{{type}}","X":"{{status}}","r":"NONE","i":{{order.Id}},
            "l":"{{BinanceCodes.Amount(fill?.Quantity ?? 0)}}","z":"{{BinanceCodes.Amount(filled)}}","L":"{{BinanceCodes.Amount(fill?.Price ?? 0)}}","n":"{{BinanceCodes.Amount(fill?.Fee ?? 0)}}","N":{{(fill is null ? "null" : $"\"{fill.FeeAsset}\"")}},
            "T":{{ms}},"t":{{(fill is { IsRouted: false } ? fill.TradeId : -1)}},{{(fill is { IsRouted: true } ? $"\"b\":\"ONE_PARTY_TRADE_REPORT\",\"a\":{fill.TradeId},\"k\":\"SOR\",\"uS\":true," : "")}}"I":{{ms}},"w":{{(status is "NEW" or "PARTIALLY_FILLED" ? "true" : "false")}},"m":{{(fill?.IsMaker == true ? "true" : "false")}},"M":false,"O":{{order.Created.ToUnixTimeMilliseconds()}},
            "Z":"{{BinanceCodes.Amount(cost)}}","Y":"{{BinanceCodes.Amount(fill?.Cost ?? 0)}}","Q":"0.00000000","W":{{order.Created.ToUnixTimeMilliseconds()}},"V":"EXPIRE_MAKER"}
            """;
    }

    private static List<(string Asset, decimal Delta, decimal After)> Spot(EconomicEvent e) =>
    [
        .. e.Legs.Where(l => l.Wallet == Wallets.Spot).GroupBy(l => l.Asset, StringComparer.Ordinal).Select(g => (g.Key, g.Sum(l => l.Amount), g.Last().After)),
    ];

    private static string Delta(string asset, decimal delta, DateTimeOffset time) =>
        $$"""{"e":"balanceUpdate","E":{{time.ToUnixTimeMilliseconds()}},"a":"{{asset}}","d":"{{BinanceCodes.Amount(delta)}}","T":{{time.ToUnixTimeMilliseconds()}}}""";

    private static string Position(AccountBook book, EconomicEvent e) => Account(e.Time, Spot(e).Select(s => (s.Asset, s.After - Math.Min(s.After, book.Held(s.Asset)), Math.Min(s.After, book.Held(s.Asset)))));

    private static string Held(AccountBook book, SandboxOrder order)
    {
        var asset = order.IsBuy ? order.Market.Quote : order.Market.Base;
        return Account(order.Updated, [(asset, book.Available(asset), book.Held(asset))]);
    }

    private static string Account(DateTimeOffset time, IEnumerable<(string Asset, decimal Free, decimal Locked)> balances)
    {
        var rows = balances.Select(b => $$"""{"a":"{{b.Asset}}","f":"{{BinanceCodes.Amount(b.Free)}}","l":"{{BinanceCodes.Amount(b.Locked)}}"}""");
        return $$"""{"e":"outboundAccountPosition","E":{{time.ToUnixTimeMilliseconds()}},"u":{{time.ToUnixTimeMilliseconds()}},"B":[{{string.Join(',', rows)}}]}""";
    }
}
