using PortfolioPlatform.Sandbox.Economy;

namespace PortfolioPlatform.Sandbox.Tests.Judge;

internal sealed class BinanceJudge : VenueJudge
{
    public override string Venue => "binance";

    public override string Market => "BTC/USDT";

    public override IEnumerable<JudgeCall> History(SandboxServer sandbox)
    {
        yield return new JudgeCall("fetchBalance");
        yield return new JudgeCall("fetchLedger");
        foreach (var market in sandbox.Truth.Events(Venue, AccountNames.Main).Where(e => e.Fill is not null).Select(e => e.Fill!.Market.Name).Distinct())
            yield return new JudgeCall("fetchMyTrades", market, null, 1000, new { fromId = 0 });
        var (origin, now) = (sandbox.World.Origin, sandbox.Clock.GetUtcNow());
        foreach (var method in (string[])["fetchDeposits", "fetchWithdrawals"])
        {
            for (var since = origin; since < now; since = since.AddDays(90).AddMilliseconds(1)) yield return new JudgeCall(method, null, since.ToUnixTimeMilliseconds(), 1000);
            yield return new JudgeCall(method, "EUR", origin.ToUnixTimeMilliseconds(), null, new { rows = 500 });
        }
    }

    // The spot wallet with the receipts of flexible earn; funding and locked earn have endpoints of their own.
    public override string? BalanceCode(string asset, string wallet) => (asset, wallet) switch
    {
        (_, Wallets.Spot) => asset,
        ("USDT", Wallets.Earn) => "LDUSDT",
        _ => null,
    };

    // ccxt asks for trades only; what order routing allocated is a list of its own.
    public override bool TellsTrade(EconomicEvent e) => e.Fill is { IsRouted: false };

    // Withdrawals of coins carry their time as text without fractions.
    public override TimeSpan MovementTime(EconomicEvent movement) =>
        movement is { Kind: EconomicKind.Withdrawal, Movement.IsFiat: false } ? TimeSpan.FromSeconds(1) : TimeSpan.FromMilliseconds(1);
}
