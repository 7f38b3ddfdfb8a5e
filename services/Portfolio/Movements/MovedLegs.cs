using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Portfolio.Movements;

/// <summary>What all legs of one asset, kind and role in an interval add up to.</summary>
/// <param name="Asset">Of which asset.</param>
/// <param name="Kind">Of which kind of transaction.</param>
/// <param name="Role">In which role.</param>
/// <param name="Amount">Those with a price at their time.</param>
/// <param name="Value">What these were worth at their times, in the portfolio's currency.</param>
/// <param name="Usd">The same in dollars.</param>
/// <param name="Unpriced">Those nobody knows a price of.</param>
internal sealed record MovedLegs(AssetId Asset, TransactionKind Kind, LegRole Role, Quantity Amount, Quantity Value, Quantity Usd, Quantity Unpriced)
{
    public LegSum Sum => new(Amount, Value, Usd, Unpriced);
}

/// <summary>What an asset was worth at the ends of an interval, for one; null is unknown.</summary>
/// <param name="Start">At its start, in the portfolio's currency.</param>
/// <param name="End">At its end.</param>
/// <param name="StartUsd">At its start, in dollars.</param>
/// <param name="EndUsd">At its end.</param>
internal sealed record EndPrices(Quantity? Start, Quantity? End, Quantity? StartUsd, Quantity? EndUsd);

/// <summary>How much of an asset was there at the start of an interval.</summary>
/// <param name="Now">As it is known now.</param>
/// <param name="Known">As it was known then.</param>
/// <param name="Found">Of the difference, what transactions account for that nobody knew then.</param>
internal sealed record StartAmount(Quantity Now, Quantity Known, Quantity Found);
