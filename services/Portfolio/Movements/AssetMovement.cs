using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Portfolio.Movements;

/// <summary>Why the value of one asset, or of all, is another at the end of an interval than at its start. Start and all reasons add up to the end, to the last digit.</summary>
/// <param name="Start">Value at the start, as it was known then.</param>
/// <param name="Price">What moving prices made of what was held.</param>
/// <param name="Fx">The same for what exchange rates of state currencies made.</param>
/// <param name="Flows">What came from outside less what left.</param>
/// <param name="Trading">What trades gave less what they took, at the prices of their times.</param>
/// <param name="Income">Rewards, interest and the like.</param>
/// <param name="Fees">Fees; below zero.</param>
/// <param name="Corrections">Adjustments, and what was corrected after the start was looked at.</param>
/// <param name="Found">Transactions from before the start that were found after it was looked at.</param>
internal readonly record struct AssetMovement(
    Quantity Start, Quantity Price, Quantity Fx, Quantity Flows, Quantity Trading, Quantity Income, Quantity Fees, Quantity Corrections, Quantity Found)
{
    private static readonly Quantity None = Quantity.Zero;

    public static AssetMovement Zero { get; } = new(None, None, None, None, None, None, None, None, None);

    /// <summary>Value at the end.</summary>
    public Quantity End => Start + Price + Fx + Flows + Trading + Income + Fees + Corrections + Found;

    public static AssetMovement operator +(AssetMovement a, AssetMovement b) => new(
        a.Start + b.Start, a.Price + b.Price, a.Fx + b.Fx, a.Flows + b.Flows, a.Trading + b.Trading, a.Income + b.Income, a.Fees + b.Fees, a.Corrections + b.Corrections, a.Found + b.Found);

    /// <summary>The movement of one asset; null when a price that matters is unknown.</summary>
    /// <param name="amount">What was there at the start.</param>
    /// <param name="legs">What moved.</param>
    /// <param name="prices">At both ends.</param>
    /// <param name="isFiat">Whether its price is an exchange rate.</param>
    /// <param name="rate">Dollars for one of the portfolio's currency at the end.</param>
    public static AssetMovement? Of(StartAmount amount, IReadOnlyCollection<MovedLegs> legs, EndPrices prices, bool isFiat, Quantity rate)
    {
        var end = amount.Now + Sum(legs, l => l.Amount + l.Unpriced);
        var held = !amount.Now.IsZero || !amount.Known.IsZero;
        if ((held && prices.Start is null) || (prices.End is null && (!end.IsZero || legs.Any(l => !l.Unpriced.IsZero)))) return null;
        var (then, now) = (prices.Start ?? None, prices.End ?? None);
        var effect = (amount.Now * now) - (amount.Now * then) + Sum(legs, l => (l.Amount * now) - l.Value);
        var fx = isFiat ? effect : effect - Local(amount, legs, prices, effect, rate);
        Quantity Part(Reason reason) => Sum(legs.Where(l => ReasonOf(l) == reason), l => l.Value + (l.Unpriced * now));
        return new(amount.Known * then, effect - fx, fx, Part(Reason.Flow), Part(Reason.Trade), Part(Reason.Income), Part(Reason.Fee),
            ((amount.Now - amount.Known - amount.Found) * then) + Part(Reason.Correction), amount.Found * then);
    }

    /// <summary>The effect of the asset's own price: in dollars, at the rate of the end. In dollars it is the whole effect.</summary>
    private static Quantity Local(StartAmount amount, IReadOnlyCollection<MovedLegs> legs, EndPrices prices, Quantity effect, Quantity rate)
    {
        if (rate == Quantity.One || prices.EndUsd is not { } now || rate.Sign <= 0) return effect;
        return ((amount.Now * now) - (amount.Now * (prices.StartUsd ?? None)) + Sum(legs, l => (l.Amount * now) - l.Usd)).Divide(rate, 18);
    }

    private static Quantity Sum(IEnumerable<MovedLegs> legs, Func<MovedLegs, Quantity> of) => legs.Aggregate(None, (sum, leg) => sum + of(leg));

    private enum Reason
    {
        Flow,
        Trade,
        Income,
        Fee,
        Correction,
    }

    private static Reason ReasonOf(MovedLegs legs) => legs switch
    {
        { Role: LegRole.Fee } or { Kind: TransactionKind.Fee or TransactionKind.InterestPaid } => Reason.Fee,
        { Role: LegRole.Rebate } => Reason.Income,
        { Kind: TransactionKind.Deposit or TransactionKind.Withdrawal or TransactionKind.InternalTransfer } => Reason.Flow,
        { Kind: TransactionKind.Rebate or TransactionKind.StakingReward or TransactionKind.Interest or TransactionKind.Airdrop or TransactionKind.Fork } => Reason.Income,
        { Kind: TransactionKind.Trade or TransactionKind.Conversion or TransactionKind.DustConversion or TransactionKind.Funding or TransactionKind.MarginResult } => Reason.Trade,
        _ => Reason.Correction,
    };
}
