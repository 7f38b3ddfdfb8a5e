using System.Globalization;
using System.Text.Json;
using PortfolioPlatform.Sandbox.Coinbase;
using PortfolioPlatform.Sandbox.Economy;

namespace PortfolioPlatform.Sandbox.Tests.Judge;

internal sealed class CoinbaseJudge : VenueJudge
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public override string Venue => "coinbase";

    public override string Market => "BTC/EUR";

    public override IEnumerable<JudgeCall> History(SandboxServer sandbox)
    {
        yield return new JudgeCall("fetchBalance");
        var (origin, now) = (sandbox.World.Origin, sandbox.Clock.GetUtcNow());
        for (var since = origin; since < now; since = since.AddDays(15))
            yield return new JudgeCall("fetchMyTrades", null, since.ToUnixTimeMilliseconds(), 250, new { until = since.AddDays(15).ToUnixTimeMilliseconds() - 1 });
        foreach (var method in (string[])["fetchDeposits", "fetchWithdrawals"])
            foreach (var money in (string[])["EUR", "USD"])
                yield return new JudgeCall(method, money, null, 100);
        foreach (var id in sandbox.World.Read(Venue, AccountNames.Main, book => CoinbaseWallet.All(book).Select(w => w.Id.ToString("D", CultureInfo.InvariantCulture)).ToList()))
            yield return new JudgeCall("fetchLedger", null, origin.ToUnixTimeMilliseconds(), null, new { account_id = id, paginate = true, paginationCalls = 200 });
    }

    // Plain and staked wallets together.
    public override string BalanceCode(string asset, string wallet) => asset;

    public override IEnumerable<EconomicEvent> Movements(IEnumerable<EconomicEvent> movements, DateTimeOffset now) => movements.Where(m => m.Movement!.IsFiat);

    public override TimeSpan MovementTime(EconomicEvent movement) => Second;

    // Bank transfers have no hash; ccxt puts the id there.
    public override string TxId(JsonElement row) => "";

    // Amounts of wallets include the network fee that ccxt tells beside them.
    public override decimal LedgerChange(JsonElement row) => row.Text("direction") == "out" ? -row.Decimal("amount") : row.Decimal("amount");

    // A failed withdrawal is one row that failed; nothing comes back as a row of its own.
    public override IEnumerable<(long Time, string Code, decimal Change)> Ledger(IEnumerable<EconomicEvent> events) =>
        base.Ledger(events.Where(e => e.Kind != EconomicKind.WithdrawalReversal)).Select(l => (l.Time / 1000 * 1000, l.Code, l.Change));
}
