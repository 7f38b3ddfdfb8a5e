using PortfolioPlatform.Sandbox.Markets;

namespace PortfolioPlatform.Sandbox.Economy;

/// <summary>The demo account of a venue of options: coins come in, on most days an option is bought or sold.</summary>
internal static class OptionPlay
{
    /// <summary>Plans a day.</summary>
    public static void Enqueue(Stage stage, OptionDesk desk, OptionMarket market, AccountBook book, int day)
    {
        var start = stage.Origin.AddDays(day);
        if (book.Name != AccountNames.Main) return;
        var dice = new Dice(Noise.Of(book.Seed, (ulong)day));
        if (day % 60 == 0)
            foreach (var (asset, usd, minute) in ((string, double, int)[])[("BTC", 60_000, 10), ("ETH", 20_000, 12)])
                stage.Schedule.At(start.AddMinutes(minute), () => MovementPlay.Deposit(stage, book, asset, usd, start.AddMinutes(minute)));
        if (day == 0) return;
        var at = start.AddMilliseconds(dice.Below(86_400_000));
        var own = new Dice(dice.Next());
        stage.Schedule.At(at, () => Trade(desk, market, book, at, own));
    }

    private static void Trade(OptionDesk desk, OptionMarket market, AccountBook book, DateTimeOffset time, Dice dice)
    {
        var asset = dice.Chance(0.6) ? "BTC" : "ETH";
        var listed = market.Listed(time).Where(c => c.Asset == asset && (c.Expiry - time).TotalDays > 4).ToList();
        var contract = listed[dice.Below(listed.Count)];
        if (market.Quote(contract, time).Mark is < 0.001m or > 0.2m) return;
        var size = OptionContract.Lot * (1 + dice.Below(asset == "BTC" ? 3 : 10));
        desk.Trade(book, new OptionOrder(contract.Name, dice.Chance(0.6) ? size : -size), time);
    }
}
