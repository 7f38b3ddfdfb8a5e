using System.Text.Json;
using PortfolioPlatform.Sandbox.Economy;

namespace PortfolioPlatform.Sandbox.Tests.Judge;

internal sealed class BitfinexJudge : VenueJudge
{
    public override string Venue => "bitfinex";

    public override IEnumerable<JudgeCall> History(SandboxServer sandbox)
    {
        yield return new JudgeCall("fetchBalance");
        var (origin, now) = (sandbox.World.Origin, sandbox.Clock.GetUtcNow());
        for (var since = origin; since < now; since = since.AddDays(120))
            yield return new JudgeCall("fetchMyTrades", null, since.ToUnixTimeMilliseconds(), 2500, new { end = since.AddDays(120).ToUnixTimeMilliseconds() - 1 });
        for (var since = origin; since < now; since = since.AddDays(40))
            yield return new JudgeCall("fetchLedger", null, since.ToUnixTimeMilliseconds(), 2500, new { until = since.AddDays(40).ToUnixTimeMilliseconds() - 1 });
    }

    public override string? BalanceCode(string asset, string wallet) => wallet == Wallets.Spot ? asset : null;

    // Amounts are signed.
    public override decimal LedgerChange(JsonElement row) => row.Decimal("amount");

    // One row a leg.
    public override IEnumerable<(long Time, string Code, decimal Change)> Ledger(IEnumerable<EconomicEvent> events) =>
        events.SelectMany(e => e.Legs.Select(l => (e.Time.ToUnixTimeMilliseconds(), l.Asset, l.Amount)));
}
