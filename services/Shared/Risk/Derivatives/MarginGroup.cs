namespace PortfolioPlatform.Risk.Derivatives;

/// <summary>One position of a group, at its mark.</summary>
/// <param name="Position">Its margin is not read: the group's stands behind it.</param>
/// <param name="Tiers">Maintenance margin of its contract.</param>
/// <param name="Mark">The venue's mark.</param>
public sealed record MarginLeg(PerpetualPosition Position, MarginTiers Tiers, double Mark)
{
    /// <summary>Maintenance margin at the mark.</summary>
    public double Maintenance => Tiers.Maintenance(Position.Notional(Mark));

    /// <summary>Unrealised profit at the mark.</summary>
    public double Profit => Position.Profit(Mark);
}

/// <summary>
/// Positions that share one margin: all crossed ones that are settled in one asset, or a single isolated one. The venue liquidates when equity no longer exceeds the maintenance
/// margin of all of them. Source: Binance, "Liquidation protocols" and "Liquidation price of USDⓈ-M futures contracts" (cross margin: TMM₁ and UPNL₁ of the other contracts).
/// </summary>
/// <param name="wallet">Margin without profit.</param>
/// <param name="legs">The positions.</param>
public sealed class MarginGroup(double wallet, IReadOnlyList<MarginLeg> legs)
{
    /// <summary>Highest ratio told: beyond it a position is lost in any case.</summary>
    public const double Most = 99;

    /// <summary>The positions.</summary>
    public IReadOnlyList<MarginLeg> Legs => legs;

    /// <summary>Margin and unrealised profit.</summary>
    public double Equity => wallet + legs.Sum(l => l.Profit);

    /// <summary>Maintenance margin of all of them.</summary>
    public double Maintenance => legs.Sum(l => l.Maintenance);

    /// <summary>Maintenance margin over equity: at 1 the venue liquidates; 0 without positions, at most <see cref="Most"/>.</summary>
    public double Ratio => legs.Count == 0 ? 0 : Equity > 0 ? Math.Min(Most, Maintenance / Equity) : Most;

    /// <summary>The mark of one position at which all would be liquidated if every other mark stayed; null when no price does it.</summary>
    public double? LiquidationPrice(int leg)
    {
        var others = legs.Where((_, i) => i != leg).Sum(l => l.Profit - l.Maintenance);
        return (legs[leg].Position with { Margin = wallet + others }).LiquidationPrice(legs[leg].Tiers);
    }

    /// <summary>A price on the contract's step as the venue names it: the first one, on the way from the mark, at which it liquidates.</summary>
    public static double OnStep(double level, double step, bool isLong)
    {
        var steps = level / step;
        // What is on a step up to the digits of a double is on it.
        var whole = Math.Round(steps);
        return (Math.Abs(steps - whole) < 1e-7 ? whole : isLong ? Math.Floor(steps) : Math.Ceiling(steps)) * step;
    }
}
