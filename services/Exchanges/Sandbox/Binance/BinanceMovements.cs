using System.Text.Json;
using PortfolioPlatform.Sandbox.Economy;

namespace PortfolioPlatform.Sandbox.Binance;

/// <summary>Binance's deposits and withdrawals: coins in windows of ninety days, newest first; money of states under fiat.</summary>
internal static class BinanceMovements
{
    public static BinanceError? Deposits(BinanceCall call, Utf8JsonWriter json) => Coins(call, json, EconomicKind.Deposit, (book, e) =>
    {
        var (movement, leg) = (e.Movement!, e.Legs[0]);
        return $$"""
            {"id":"{{e.Hash}}","amount":"{{Plain(leg.Amount)}}","coin":"{{leg.Asset}}","network":"{{BinanceCodes.Network(movement.Network)}}","status":1,"address":"{{movement.Address}}","addressTag":"",
            "txId":"{{movement.TxHash}}","insertTime":{{e.Time.ToUnixTimeMilliseconds()}},"completeTime":{{e.Time.ToUnixTimeMilliseconds()}},"transferType":0,"confirmTimes":"12/12","unlockConfirm":12,"walletType":0}
            """;
    });

    public static BinanceError? Withdrawals(BinanceCall call, Utf8JsonWriter json) => Coins(call, json, EconomicKind.Withdrawal, (book, e) =>
    {
        var (movement, leg) = (e.Movement!, e.Legs[0]);
        var done = movement.CompletedAt <= call.Site.Clock.GetUtcNow();
        var status = !done ? 4 : movement.Outcome switch { MovementOutcome.Completed => 6, MovementOutcome.Cancelled => 1, _ => 5 };
        var completed = done && status == 6 ? $$""","completeTime":"{{BinanceCodes.Text(movement.CompletedAt)}}" """ : "";
        return $$"""
            {"id":"{{e.Hash:x16}}","amount":"{{Plain(-leg.Amount)}}","transactionFee":"{{Plain(Fee(e))}}","coin":"{{leg.Asset}}","status":{{status}},"address":"{{movement.Address}}",
            "txId":"{{(done ? movement.TxHash : "")}}","applyTime":"{{BinanceCodes.Text(e.Time)}}","network":"{{BinanceCodes.Network(movement.Network)}}","transferType":0,"info":"","confirmNo":12,"walletType":0,"txKey":""{{completed}}}
            """;
    });

    public static BinanceError? FiatOrders(BinanceCall call, Utf8JsonWriter json)
    {
        if (call.Long("transactionType") is not (0 or 1)) return BinanceError.Missing("transactionType");
        var kind = call.Long("transactionType") == 0 ? EconomicKind.Deposit : EconomicKind.Withdrawal;
        return Fiat(call, json, e => e.Kind == kind && e.Movement!.IsFiat, e =>
        {
            var (movement, leg) = (e.Movement!, e.Legs[0]);
            var status = movement.CompletedAt > call.Site.Clock.GetUtcNow() ? "Processing" : movement.Outcome switch { MovementOutcome.Completed => "Successful", MovementOutcome.Cancelled => "Refunded", _ => "Failed" };
            return $$"""
                {"orderNo":"{{e.Hash:x16}}","fiatCurrency":"{{leg.Asset}}","indicatedAmount":"{{Plain(Math.Abs(leg.Amount) + Fee(e))}}","amount":"{{Plain(Math.Abs(leg.Amount))}}","totalFee":"{{Plain(Fee(e))}}",
                "method":"BankAccount","status":"{{status}}","createTime":{{e.Time.ToUnixTimeMilliseconds()}},"updateTime":{{movement.CompletedAt.ToUnixTimeMilliseconds()}}}
                """;
        });
    }

    /// <summary>Coins bought with euros that lie in the account; the amount includes the fee.</summary>
    public static BinanceError? FiatPayments(BinanceCall call, Utf8JsonWriter json)
    {
        if (call.Long("transactionType") is not (0 or 1)) return BinanceError.Missing("transactionType");
        return Fiat(call, json, e => e.Kind == EconomicKind.InstantBuy && call.Long("transactionType") == 0, e =>
        {
            var (spent, fee, got) = (-e.Legs[0].Amount, Fee(e), e.Legs[^1]);
            return $$"""
                {"orderNo":"{{e.Hash:x16}}","sourceAmount":"{{Plain(spent + fee)}}","fiatCurrency":"{{e.Legs[0].Asset}}","obtainAmount":"{{Plain(got.Amount)}}","cryptoCurrency":"{{got.Asset}}","totalFee":"{{Plain(fee)}}",
                "price":"{{Plain(decimal.Round(spent / got.Amount, 8))}}","status":"Completed","paymentMethod":"Cash Balance","createTime":{{e.Time.ToUnixTimeMilliseconds()}},"updateTime":{{e.Time.ToUnixTimeMilliseconds()}}}
                """;
        });
    }

    private static BinanceError? Coins(BinanceCall call, Utf8JsonWriter json, EconomicKind kind, Func<AccountBook, EconomicEvent, string> write)
    {
        var (from, to, error) = BinanceWindow.Of(call, days: 90);
        if (error is not null) return error;
        var (offset, limit) = ((int)(call.Long("offset") ?? 0), call.Limit(1000, 1000));
        json.WriteStartArray();
        call.Read(book =>
        {
            var rows = BinanceWindow.Newest(book, from, to).Where(e => e.Kind == kind && !e.Movement!.IsFiat && (call["coin"] is null || call["coin"] == e.Legs[0].Asset));
            foreach (var e in rows.Skip(offset).Take(limit)) json.WriteRawValue(write(book, e));
            return 0;
        });
        json.WriteEndArray();
        return null;
    }

    // The data is absent, not empty, when there is none.
    private static BinanceError? Fiat(BinanceCall call, Utf8JsonWriter json, Func<EconomicEvent, bool> pick, Func<EconomicEvent, string> write)
    {
        var (from, to) = (call.Long("beginTime") ?? call.Now - (30 * 86_400_000L), call.Long("endTime") ?? call.Now);
        var (page, rows) = ((int)Math.Max(1, call.Long("page") ?? 1), call.Limit(100, 500, "rows"));
        var all = call.Read(book => BinanceWindow.Newest(book, from, to).Where(pick).ToList());
        json.WriteStartObject();
        json.WriteString("code", "000000");
        json.WriteString("message", "success");
        if (all.Count > 0)
        {
            json.WriteStartArray("data");
            foreach (var e in all.Skip((page - 1) * rows).Take(rows)) json.WriteRawValue(write(e));
            json.WriteEndArray();
        }

        json.WriteNumber("total", all.Count);
        json.WriteBoolean("success", true);
        json.WriteEndObject();
        return null;
    }

    private static decimal Fee(EconomicEvent e) => -(e.First(EconomicRole.Fee)?.Amount ?? 0);

    private static string Plain(decimal amount) => (amount / 1.000000000000000000000000000000m).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
