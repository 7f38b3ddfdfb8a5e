using PortfolioPlatform.Sandbox.Markets;

namespace PortfolioPlatform.Sandbox.Economy;

/// <summary>Acts of the demo history that trade.</summary>
internal static class TradePlay
{
    /// <summary>An order with one to three fills on a market the account trades; nothing when there is nothing to trade with.</summary>
    public static void Order(Stage stage, AccountBook book, DateTimeOffset time, Dice dice)
    {
        var market = book.Profile.Market(dice.Pick(book.Profile.TradedMarkets))!;
        var (isBuy, usd) = Decide(stage, book, market, time, ref dice);
        var maker = dice.Chance(0.45);
        var (bid, ask) = stage.Prices.Book(market, time);
        var price = isBuy == maker ? bid : ask;
        var quantity = Stage.Floor(stage.Worth(book, market.Base, usd, time), market.LotDecimals);
        if (!isBuy) quantity = Math.Min(quantity, Stage.Floor(book.Available(market.Base) * 0.999m, market.LotDecimals));
        if (quantity < market.MinQuantity * 2 || price * quantity < market.MinCost * 2) return;
        var order = book.Open(market, isBuy, quantity, maker || dice.Chance(0.4) ? price : null, time);
        order.IsRouted = !maker && order.Id % 7 == 0 && book.Profile.RoutedMarkets.Contains(market.Name);
        foreach (var part in Split(quantity, market, ref dice))
            Settlement.Fill(stage, book, order, price, part, maker, time);
    }

    private static (bool IsBuy, double Usd) Decide(Stage stage, AccountBook book, VenueMarket market, DateTimeOffset time, ref Dice dice)
    {
        var held = stage.Usd(market.Base, book.Available(market.Base), time);
        var money = stage.Usd(market.Quote, book.Available(market.Quote), time);
        var size = 25 * Math.Exp(dice.Unit() * 3.4);
        var isBuy = money > 40 && (held < 40 || dice.Chance(held > money ? 0.42 : 0.58));
        if (isBuy) return (true, Math.Min(size, money / 5));
        return (false, dice.Chance(0.04) ? held * 0.9985 : Math.Min(size, held / 2));
    }

    // One fill, twins that differ in nothing but their id, or two unequal parts.
    private static decimal[] Split(decimal quantity, VenueMarket market, ref Dice dice)
    {
        var draw = dice.Unit();
        if (draw < 0.78) return [quantity];
        var half = Stage.Floor(quantity / 2, market.LotDecimals);
        if (draw < 0.86) return half * 2 == quantity ? [half, half] : [half, half, quantity - (half * 2)];
        var part = Math.Max(market.Lot, Stage.Floor(quantity * (decimal)dice.Between(0.2, 0.8), market.LotDecimals));
        return part < quantity ? [part, quantity - part] : [quantity];
    }
}
