using PortfolioPlatform.Sandbox.Markets;

namespace PortfolioPlatform.Sandbox.Economy;

/// <summary>Books fills: what moves, what the fee is and which asset pays it.</summary>
internal static class Settlement
{
    /// <summary>Books one fill of an order.</summary>
    public static EconomicEvent Fill(Stage stage, AccountBook book, SandboxOrder order, decimal price, decimal quantity, bool maker, DateTimeOffset time)
    {
        var (profile, market) = (book.Profile, order.Market);
        var cost = decimal.Round(price * quantity, profile.Decimals(market.Quote));
        var (feeAsset, fee) = Fee(stage, book, order, quantity, cost, maker, time);
        var sign = order.IsBuy ? 1 : -1;
        EconomicLeg[] principal = [new(market.Base, Wallets.Spot, sign * quantity, EconomicRole.Principal), new(market.Quote, Wallets.Spot, -sign * cost, EconomicRole.Principal)];
        var paid = new EconomicLeg(feeAsset, Wallets.Spot, -fee, fee < 0 ? EconomicRole.Rebate : EconomicRole.Fee);
        var fill = new Fill(market, book.NextTradeId(market, time), order.Id, order.IsBuy, price, quantity, cost, maker, feeAsset, fee) { IsRouted = order.IsRouted };
        var entry = stage.Book(book, time, EconomicKind.Trade, [.. principal, paid], e => e with { Fill = fill }, order);
        Advance(order, time);
        stage.Changed?.Invoke(new AccountChange(book, entry, order));
        return entry;
    }

    private static void Advance(SandboxOrder order, DateTimeOffset time)
    {
        order.Updated = time;
        if (order.Filled >= order.Quantity) order.State = OrderState.Filled;
    }

    private static (string Asset, decimal Fee) Fee(Stage stage, AccountBook book, SandboxOrder order, decimal quantity, decimal cost, bool maker, DateTimeOffset time)
    {
        var profile = book.Profile;
        var dice = new Dice(order.Hash);
        var rebate = maker && profile.RebateRate > 0 && dice.Chance(0.35);
        var rate = rebate ? -profile.RebateRate : maker ? profile.MakerRate : profile.TakerRate;
        if (profile.FeeAsset is { } third && dice.Chance(profile.FeeAssetShare) && !rebate)
        {
            var fee = decimal.Round((decimal)(stage.Usd(order.Market.Quote, cost * rate, time) / stage.Prices.UsdAt(third, time)) * 0.75m, profile.Decimals(third));
            if (order.Market.Base != third && order.Market.Quote != third && book.Available(third) > fee) return (third, fee);
        }

        var fromBase = order.IsBuy && dice.Chance(profile.FeeFromReceived);
        var asset = fromBase ? order.Market.Base : order.Market.Quote;
        return (asset, decimal.Round((fromBase ? quantity : cost) * rate, profile.Decimals(asset)));
    }
}
