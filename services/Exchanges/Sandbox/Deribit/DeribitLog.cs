using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Deribit;

/// <summary><c>private/get_transaction_log</c>: every change of a currency's wallet, newest first, continued by the number of the next row.</summary>
internal static class DeribitLog
{
    private const int Most = 250;
    private const long FirstId = 500_000_000;

    public static string Page(VenueSite site, AccountBook book, DeribitCall call)
    {
        var (asset, count) = (call["currency"] ?? "BTC", (int)Math.Clamp(call.Number("count", 100), 1, Most));
        var (from, to, below) = (call.Number("start_timestamp", 0), call.Number("end_timestamp", long.MaxValue), call.Number("continuation", long.MaxValue));
        var rows = book.Events.Where(e => e.Legs.Any(l => l.Asset == asset) && Id(e) <= below && e.Time.ToUnixTimeMilliseconds() >= from && e.Time.ToUnixTimeMilliseconds() <= to).Reverse().Take(count + 1).ToList();
        var shown = rows.Take(Math.Min(count, site.Knobs.PageSize(count))).ToList();
        var next = rows.Count > shown.Count ? Id(rows[shown.Count]).ToString(System.Globalization.CultureInfo.InvariantCulture) : "null";
        return $$"""{"logs":[{{string.Join(',', shown.Select(e => Row(book, e, asset)))}}],"continuation":{{next}}}""";
    }

    public static string Deposits(AccountBook book, DeribitCall call)
    {
        var rows = book.Events.Where(e => e.Kind == EconomicKind.Deposit && e.Legs[0].Asset == call["currency"]).Reverse().Take((int)call.Number("count", 10)).ToList();
        return $$"""
            {"count":{{rows.Count}},"data":[{{string.Join(',', rows.Select(e => $$"""{"address":"{{e.Movement?.Address}}","amount":{{e.Legs[0].Amount.Plain()}},"currency":"{{e.Legs[0].Asset}}","received_timestamp":{{e.Time.ToUnixTimeMilliseconds()}},"state":"completed","transaction_id":"{{e.Movement?.TxHash}}","updated_timestamp":{{e.Time.ToUnixTimeMilliseconds()}}}"""))}}]}
            """;
    }

    private static string Row(AccountBook book, EconomicEvent e, string asset)
    {
        var legs = e.Legs.Where(l => l.Asset == asset).ToList();
        var (change, fee) = (legs.Sum(l => l.Amount), -legs.Where(l => l.Role == EconomicRole.Fee).Sum(l => l.Amount));
        var trade = e.Option is { } o ? $"\"instrument_name\":\"{o.Contract.Name}\",\"side\":\"{(o.Quantity > 0 ? "open buy" : "open sell")}\",\"amount\":{Math.Abs(o.Quantity).Plain()},\"price\":{o.Price.Plain()},\"trade_id\":{(o.TradeId is { } id ? $"\"{id}\"" : "null")}," : "";
        return $$$"""
            {"id":{{{Id(e)}}},"type":"{{{Type(e)}}}","timestamp":{{{e.Time.ToUnixTimeMilliseconds()}}},"currency":"{{{asset}}}",{{{trade}}}"change":{{{change.Plain()}}},"cashflow":{{{(change + fee).Plain()}}},"commission":{{{fee.Plain()}}},"balance":{{{legs[^1].After.Plain()}}},
            "user_id":{{{book.UserId}}},"username":"demo","user_role":"trader","user_seq":{{{e.Sequence}}},"info":{}}
            """;
    }

    private static string Type(EconomicEvent e) => e.Kind switch
    {
        EconomicKind.OptionTrade => "trade",
        EconomicKind.OptionDelivery => "delivery",
        EconomicKind.Deposit => "deposit",
        EconomicKind.Withdrawal => "withdrawal",
        _ => "correction",
    };

    private static long Id(EconomicEvent e) => FirstId + e.Sequence;
}
