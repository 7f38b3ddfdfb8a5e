using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Huobi;

namespace PortfolioPlatform.Sandbox.Tests.Judge;

internal sealed class HuobiJudge : VenueJudge
{
    private const int MostMovements = 100;

    public override string Venue => "huobi";

    public override string Exchange => "htx";

    public override string Market => "BTC/USDT";

    // Contracts live on other hosts, which the sandbox does not play.
    public override object Options => new { fetchMarkets = new { types = new { spot = true, linear = false, inverse = false } } };

    public override int LeastLedgerRows => 20;

    public override IEnumerable<JudgeCall> History(SandboxServer sandbox)
    {
        yield return new JudgeCall("fetchBalance");
        var now = sandbox.Clock.GetUtcNow();
        for (var since = now.AddDays(-119); since < now; since = since.AddDays(2))
            yield return new JudgeCall("fetchMyTrades", null, since.ToUnixTimeMilliseconds(), 500, new { until = since.AddDays(2).ToUnixTimeMilliseconds() - 1 });
        for (var since = now.AddDays(-179); since < now; since = since.AddDays(10))
            yield return new JudgeCall("fetchLedger", null, since.ToUnixTimeMilliseconds(), 500, new { until = since.AddDays(10).ToUnixTimeMilliseconds() - 1 });
        var events = sandbox.Truth.Events(Venue, AccountNames.Main);
        foreach (var (method, kind) in new[] { ("fetchDeposits", EconomicKind.Deposit), ("fetchWithdrawals", EconomicKind.Withdrawal) })
            foreach (var run in Runs(events.Where(e => e.Kind == kind).Reverse()))
                yield return new JudgeCall(method, null, null, run.Count, new { from = HuobiCodes.MovementId(run[0]) });
    }

    public override string? BalanceCode(string asset, string wallet) => wallet == Wallets.Spot ? asset : null;

    public override IEnumerable<EconomicEvent> Movements(IEnumerable<EconomicEvent> movements, DateTimeOffset now) => movements.Where(m => m.Movement!.TxHash is not null);

    public override IEnumerable<(long Time, string Code, decimal Change)> Ledger(IEnumerable<EconomicEvent> events) =>
        events.Where(e => e.Kind == EconomicKind.WalletTransfer).SelectMany(e => e.Legs.Where(l => l.Wallet == Wallets.Spot).Select(l => (e.Time.ToUnixTimeMilliseconds(), l.Asset, l.Amount)));

    // ccxt throws on a withdrawal without a hash, as failed ones are: pages are cut so that they lie between.
    private static List<List<EconomicEvent>> Runs(IEnumerable<EconomicEvent> newestFirst)
    {
        var (runs, open) = (new List<List<EconomicEvent>>(), false);
        foreach (var entry in newestFirst)
        {
            if (entry.Movement!.TxHash is null)
            {
                open = false;
                continue;
            }

            if (!open || runs[^1].Count == MostMovements) runs.Add([]);
            runs[^1].Add(entry);
            open = true;
        }

        return runs;
    }
}
