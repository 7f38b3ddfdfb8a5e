using PortfolioPlatform.Sandbox.Economy;

namespace PortfolioPlatform.Sandbox.Tests.Judge;

/// <summary>Balances, trades, movements and ledger, each compared in full.</summary>
internal static class HistoryComparison
{
    public static void Check(VenueJudge judge, string method, HistoryCase history)
    {
        switch (method)
        {
            case "fetchBalance":
                Balances(judge, history);
                break;
            case "fetchMyTrades":
                Trades(judge, history);
                break;
            case "fetchLedger":
                Ledger(judge, history);
                break;
            case "fetchDeposits":
                Movements(judge, history, method, EconomicKind.Deposit);
                break;
            case "fetchWithdrawals":
                Movements(judge, history, method, EconomicKind.Withdrawal);
                break;
            default:
                Assert.Fail("No comparison for " + method);
                break;
        }
    }

    private static void Balances(VenueJudge judge, HistoryCase history)
    {
        var expected = history.Balances.Select(b => (Code: judge.BalanceCode(b.Asset, b.Wallet), b.Amount)).Where(b => b.Code is not null)
            .GroupBy(b => b.Code!, StringComparer.Ordinal).Select(g => (g.Key, Sum: g.Sum(b => b.Amount))).Where(b => b.Sum != 0).OrderBy(b => b.Key, StringComparer.Ordinal);
        var actual = history.Answer.Of("fetchBalance").SelectMany(v => v.GetProperty("total").EnumerateObject())
            .GroupBy(p => p.Name, StringComparer.Ordinal).Select(g => (g.Key, Sum: g.Last().Value.AsDecimal())).Where(b => b.Sum != 0).OrderBy(b => b.Key, StringComparer.Ordinal);
        Assert.Equal(expected, actual);
    }

    private static void Trades(VenueJudge judge, HistoryCase history)
    {
        var expected = history.Events.Where(judge.TellsTrade).Select(e =>
            (e.Time.ToUnixTimeMilliseconds(), e.Fill!.Market.Name, e.Fill.IsBuy ? "buy" : "sell", e.Fill.Price, e.Fill.Quantity, e.Fill.Cost, e.Fill.IsMaker ? "maker" : "taker"));
        var trades = history.Answer.Rows("fetchMyTrades").DistinctBy(t => (t.Text("symbol"), t.Text("id"), t.Text("side"))).ToList();
        var actual = trades.Select(t => (t.Milliseconds(), t.Text("symbol")!, t.Text("side")!, t.Decimal("price"), t.Decimal("amount"), t.Decimal("cost"), t.Text("takerOrMaker")!));
        Assert.True(trades.Count > 2_000, $"only {trades.Count} trades");
        Assert.Equal(expected.Order(), actual.Order());
        Fees(judge, history, trades);
    }

    private static void Fees(VenueJudge judge, HistoryCase history, List<System.Text.Json.JsonElement> trades)
    {
        var known = history.Events.Where(judge.TellsTrade).Select(e => (Time: e.Time.ToUnixTimeMilliseconds(), e.Fill!.Quantity, Fee: judge.TradeFee(e.Fill))).ToList();
        var unknown = known.Where(k => k.Fee is null).Select(k => (k.Time, k.Quantity)).ToHashSet();
        var expected = known.Where(k => !unknown.Contains((k.Time, k.Quantity))).Select(k => (k.Time, k.Quantity, k.Fee!.Value.Cost == 0 ? "" : k.Fee.Value.Currency, k.Fee.Value.Cost));
        var actual = trades.Select(t => (Time: t.Milliseconds(), Quantity: t.Decimal("amount"), Fee: t.GetProperty("fee"))).Where(t => !unknown.Contains((t.Time, t.Quantity)))
            .Select(t => (t.Time, t.Quantity, t.Fee.Decimal("cost") == 0 ? "" : t.Fee.Text("currency")!, t.Fee.Decimal("cost")));
        Assert.Equal(expected.Order(), actual.Order());
    }

    private static void Movements(VenueJudge judge, HistoryCase history, string method, EconomicKind kind)
    {
        var events = judge.Movements(history.Events.Where(e => e.Kind == kind), history.At).ToList();
        var expected = events.Select(e => (Time(judge, e), e.Legs[0].Asset, Math.Abs(e.Legs[0].Amount), e.Movement!.TxHash ?? "", Status(e, history.At)));
        var rows = history.Answer.Rows(method).DistinctBy(r => (r.Text("id"), r.Text("currency"), r.Text("timestamp"))).ToList();
        var actual = rows.Select(r => (r.Milliseconds(), r.Text("currency")!, r.Decimal("amount"), judge.TxId(r), r.Text("status")!));
        Assert.Equal(expected.Order(), actual.Order());
        Assert.True(history.Events.Count(e => e.Kind == kind) > 10, "hardly any movements");
        var fees = events.Where(judge.TellsFee).Select(e => (Time(judge, e), -(e.First(EconomicRole.Fee)?.Amount ?? 0)));
        if (events.Exists(e => judge.TellsFee(e))) Assert.Equal(fees.Order(), rows.Select(r => (r.Milliseconds(), r.GetProperty("fee").Decimal("cost"))).Order());
    }

    private static void Ledger(VenueJudge judge, HistoryCase history)
    {
        var rows = history.Answer.Rows("fetchLedger").DistinctBy(r => (r.Text("id"), r.Text("currency"), r.Text("type"))).ToList();
        Assert.True(rows.Count > judge.LeastLedgerRows, $"only {rows.Count} ledger rows");
        var actual = rows.Select(r => (r.Milliseconds(), r.Text("currency")!, judge.LedgerChange(r)));
        Assert.Equal(judge.Ledger(history.Events).Order(), actual.Order());
    }

    private static long Time(VenueJudge judge, EconomicEvent e)
    {
        var (time, step) = (e.Time.ToUnixTimeMilliseconds(), (long)judge.MovementTime(e).TotalMilliseconds);
        return time - (time % step);
    }

    private static string Status(EconomicEvent e, DateTimeOffset now) => e.Movement!.CompletedAt > now ? "pending" : e.Movement.Outcome switch
    {
        MovementOutcome.Completed => "ok",
        MovementOutcome.Cancelled => "canceled",
        _ => "failed",
    };
}
