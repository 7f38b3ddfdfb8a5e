namespace PortfolioPlatform.Sandbox.Economy;

/// <summary>
/// Positions that share one margin: all crossed ones of an account, or a single isolated one. The venue takes them over when what they are worth no longer exceeds their
/// maintenance margin; nothing else decides it, and the price it tells is searched for step by step by that rule.
/// </summary>
public sealed class PerpetualGroup(decimal wallet, IReadOnlyList<PerpetualPosition> positions, Func<PerpetualContract, decimal> mark)
{
    /// <summary>Margin without profit.</summary>
    public decimal Wallet => wallet;

    /// <summary>The positions.</summary>
    public IReadOnlyList<PerpetualPosition> Positions => positions;

    /// <summary>Profit that is not realised.</summary>
    public decimal Profit => positions.Sum(p => p.Profit(mark(p.Contract)));

    /// <summary>Maintenance margin of all of them.</summary>
    public decimal Maintenance => positions.Sum(p => p.Contract.Maintenance(p.Notional(mark(p.Contract))));

    /// <summary>Maintenance margin over margin balance; from 1 on they are taken over.</summary>
    public decimal Ratio => wallet + Profit > 0 ? Maintenance / (wallet + Profit) : positions.Count > 0 ? 99 : 0;

    /// <summary>Whether the venue takes them over.</summary>
    public bool IsBreached => positions.Count > 0 && wallet + Profit <= Maintenance;

    /// <summary>The nearest price, on the contract's tick, at which they would be taken over if every other mark stayed; zero when there is none.</summary>
    public decimal LiquidationPrice(PerpetualPosition position)
    {
        var (tick, now) = (position.Contract.Market.Tick, mark(position.Contract));
        var far = position.Quantity > 0 ? tick : decimal.Floor(now * 100 / tick) * tick;
        if (!IsBreachedAt(position, far)) return 0;
        // Of the two ends one is safe and one is not; each step halves the way between them.
        var (safe, breached) = (decimal.Floor(now / tick), far / tick);
        if (IsBreachedAt(position, safe * tick)) return safe * tick;
        while (Math.Abs(safe - breached) > 1)
        {
            var middle = decimal.Floor((safe + breached) / 2);
            if (IsBreachedAt(position, middle * tick)) breached = middle;
            else safe = middle;
        }

        return breached * tick;
    }

    private bool IsBreachedAt(PerpetualPosition position, decimal price) =>
        new PerpetualGroup(wallet, positions, contract => contract == position.Contract ? price : mark(contract)).IsBreached;
}
