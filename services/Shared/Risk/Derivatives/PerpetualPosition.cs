namespace PortfolioPlatform.Risk.Derivatives;

/// <summary>A position in a perpetual or dated future with its own margin.</summary>
/// <param name="Inverse">Coin-margined: worth, margin and funding are in the coin, the size in quote currency; else linear.</param>
/// <param name="Size">Linear: units of the coin. Inverse: contracts times contract size, in quote currency. Negative: short.</param>
/// <param name="Entry">Average entry.</param>
/// <param name="Margin">Wallet balance behind it: quote currency if linear, coin if inverse.</param>
public sealed record PerpetualPosition(bool Inverse, double Size, double Entry, double Margin)
{
    /// <summary>Notional at a mark, in the margin's currency.</summary>
    public double Notional(double mark) => Inverse ? Math.Abs(Size) / mark : Math.Abs(Size) * mark;

    /// <summary>Unrealised profit, in the margin's currency: size·(mark − entry), or size·(1/entry − 1/mark). Source: Binance, "How to calculate profit and loss" for USDⓈ-M and COIN-M futures.</summary>
    public double Profit(double mark) => Inverse ? Size * ((1 / Entry) - (1 / mark)) : Size * (mark - Entry);

    /// <summary>Margin plus unrealised profit.</summary>
    public double Equity(double mark) => Margin + Profit(mark);

    /// <summary>What one funding costs (negative: brings): notional times rate, paid by longs when the rate is above zero.</summary>
    public double Funding(double mark, double rate) => Math.Sign(Size) * Notional(mark) * rate;

    /// <summary>What a series of fundings costs in all.</summary>
    public double AccruedFunding(IEnumerable<(double Mark, double Rate)> fundings) => fundings.Sum(f => Funding(f.Mark, f.Rate));

    /// <summary>Maintenance margin over equity: at 1 the venue liquidates. Infinite once equity is gone.</summary>
    public double MarginRatio(double mark, MarginTiers tiers) => Equity(mark) > 0 ? tiers.Maintenance(Notional(mark)) / Equity(mark) : double.PositiveInfinity;

    /// <summary>Change of the worth in quote currency by the coin's. An inverse position's worth is size·(mark/entry − 1), so its delta is size/entry; margin in coin comes on top.</summary>
    public double Delta => Inverse ? (Size / Entry) + Margin : Size;

    /// <summary>The mark at which the equity equals the maintenance margin of the tier the notional then falls into; null when no price does it.
    /// Linear: (margin + deduction − size·entry)/(|size|·rate − size). Inverse: (|size|·rate + size)/(margin + deduction + size/entry).
    /// Source: Binance, "Liquidation price of USDⓈ-M / COIN-M futures contracts".</summary>
    public double? LiquidationPrice(MarginTiers tiers)
    {
        double? nearest = null;
        foreach (var tier in tiers.All)
        {
            var at = Inverse
                ? ((Math.Abs(Size) * tier.Rate) + Size) / (Margin + tier.Deduction + (Size / Entry))
                : (Margin + tier.Deduction - (Size * Entry)) / ((Math.Abs(Size) * tier.Rate) - Size);
            if (!(at > 0) || !double.IsFinite(at) || !tier.Holds(Notional(at))) continue;
            if (nearest is null || Math.Abs(at - Entry) < Math.Abs(nearest.Value - Entry)) nearest = at;
        }

        return nearest;
    }
}
