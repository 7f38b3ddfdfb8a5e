using PortfolioPlatform.Sandbox.Economy;

namespace PortfolioPlatform.Sandbox.Tests.Judge;

internal sealed class KrakenJudge : VenueJudge
{
    private static readonly Dictionary<string, string> Earning = new(StringComparer.Ordinal) { ["DOT"] = "DOT28.S", ["ATOM"] = "ATOM21.S" };

    public override string Venue => "kraken";

    public override IEnumerable<JudgeCall> History(SandboxServer sandbox)
    {
        var events = sandbox.Truth.Events(Venue, AccountNames.Main);
        yield return new JudgeCall("fetchBalance");
        for (var offset = 0; offset <= events.Count(e => e.Fill is not null); offset += 50) yield return new JudgeCall("fetchMyTrades", null, null, null, new { ofs = offset });
        for (var offset = 0; offset <= Ledger(events).Count(); offset += 50) yield return new JudgeCall("fetchLedger", null, null, null, new { ofs = offset });
        yield return new JudgeCall("fetchDeposits");
        yield return new JudgeCall("fetchWithdrawals");
    }

    public override string BalanceCode(string asset, string wallet) =>
        wallet == Wallets.Spot ? asset : Earning.GetValueOrDefault(asset) ?? asset + ".F";

    // Kraken tells every fee in quote; what was really charged stands in the ledger.
    public override (string Currency, decimal Cost)? TradeFee(Fill fill) => fill.FeeAsset == fill.Market.Quote ? (fill.FeeAsset, fill.Fee) : null;

    // Only the last ninety days.
    public override IEnumerable<EconomicEvent> Movements(IEnumerable<EconomicEvent> movements, DateTimeOffset now) => movements.Where(m => m.Time >= now.AddDays(-90));

    public override TimeSpan MovementTime(EconomicEvent movement) => TimeSpan.FromSeconds(1);
}
