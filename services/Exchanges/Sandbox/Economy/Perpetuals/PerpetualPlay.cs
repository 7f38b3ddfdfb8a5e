namespace PortfolioPlatform.Sandbox.Economy;

/// <summary>What the demo account does with perpetuals: once, some weeks before now, it moves money and opens a hedge, a long and one position with margin of its own.</summary>
internal static class PerpetualPlay
{
    private const decimal Share = 0.5m;
    private const int MostAlone = 3;

    private static readonly (string Coin, double Share, int Leverage, bool IsIsolated)[] Positions = [("BTC", -1.2, 10, false), ("ETH", 0.9, 10, false), ("SOL", 0.3, 5, true)];

    public static void Begin(Stage stage, PerpetualDesk desk, AccountBook book, DateTimeOffset time)
    {
        var money = Stage.Floor(book.Available(book.Perpetuals.Settle) * Share, 2);
        if (!desk.Move(book, money, time)) return;
        foreach (var (coin, share, leverage, isIsolated) in Positions)
        {
            if (book.Profile.Perpetuals.FirstOrDefault(c => c.Market.Base == coin) is not { } contract) continue;
            var quantity = Stage.Floor((decimal)((double)money * Math.Abs(share) / stage.Prices.UsdAt(coin, time)), contract.Market.LotDecimals);
            desk.Trade(book, new PerpetualOrder(contract.Name, Math.Sign(share) * quantity, contract.IsAlwaysIsolated ? Math.Min(leverage, MostAlone) : leverage, isIsolated), time);
        }
    }
}
