using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Portfolio.Valuation;

namespace PortfolioPlatform.Portfolio.GraphQL;

/// <summary>What a portfolio holds of one asset now. Amounts are in its currency; null is unknown, never zero.</summary>
/// <param name="AssetId">Of which asset.</param>
/// <param name="Symbol">As the asset is usually written.</param>
/// <param name="Name">The asset's name.</param>
/// <param name="Quantity">How much; below zero when it is owed.</param>
/// <param name="Price">For one.</param>
/// <param name="PriceState">ok, stale, or why there is no price.</param>
/// <param name="PriceAge">Seconds since the price was seen.</param>
/// <param name="Value">Quantity × price.</param>
/// <param name="Cost">Average cost of what is held.</param>
/// <param name="Realised">Profit of what was disposed of, at average cost.</param>
/// <param name="Unrealised">Value less cost.</param>
/// <param name="DayChange">Since the portfolio's midnight.</param>
/// <param name="Share">Of the portfolio's value, in percent.</param>
/// <param name="AccountIds">Accounts that hold it.</param>
/// <param name="UnknownBasis">The part of the quantity whose cost nobody knows.</param>
/// <param name="Short">Whether more was given away than there was.</param>
[GraphQLName("Holding")]
internal sealed record HoldingItem(
    [property: ID] string AssetId, string Symbol, string Name, Quantity Quantity, Quantity? Price, string PriceState, int? PriceAge, Quantity? Value, Quantity? Cost, Quantity? Realised,
    Quantity? Unrealised, Quantity? DayChange, Quantity? Share, [property: ID] IReadOnlyList<Guid> AccountIds, Quantity UnknownBasis, bool Short) : IOfAsset
{
    public static HoldingItem Of(PositionValue p) => new(
        p.Asset.Value, p.Symbol, p.Name, p.Quantity, p.Price, p.PriceState, p.PriceAge, p.Value, p.Cost, p.Realised, p.Unrealised, p.DayChange, p.Share,
        [.. p.Accounts.Select(a => a.Value)], p.UnknownBasis, p.Short);
}

/// <summary>What one account held of one asset at an instant, by what was known at another. The same pair of instants is answered the same for ever.</summary>
/// <param name="AccountId">Which account.</param>
/// <param name="AssetId">Of which asset.</param>
/// <param name="Quantity">How much.</param>
/// <param name="Cost">Average cost of it, in the portfolio's currency.</param>
/// <param name="UnknownBasis">The part whose cost nobody knows.</param>
/// <param name="Realised">Profit of what was disposed of until then, at average cost.</param>
/// <param name="Income">Rewards, interest and the like until then.</param>
/// <param name="Fees">Fees until then.</param>
/// <param name="Short">Whether more was given away than there was.</param>
[GraphQLName("PastPosition")]
internal sealed record PastPositionItem(
    [property: ID] Guid AccountId, [property: ID] string AssetId, Quantity Quantity, Quantity Cost, Quantity UnknownBasis, Quantity Realised, Quantity Income, Quantity Fees, bool Short);

/// <summary>Profit and loss of a part of a portfolio, at average cost, in the portfolio's currency.</summary>
/// <param name="Key">The asset, account or venue.</param>
/// <param name="Cost">Average cost of what is held.</param>
/// <param name="Realised">Profit of what was disposed of.</param>
/// <param name="Income">Rewards, interest and the like.</param>
/// <param name="Fees">Fees.</param>
/// <param name="Value">What is held, at its prices; null when nothing of it has one.</param>
/// <param name="Unrealised">Value less cost, of what has a price.</param>
[GraphQLName("ProfitAndLoss")]
internal sealed record ProfitItem([property: ID] string Key, Quantity Cost, Quantity Realised, Quantity Income, Quantity Fees, Quantity? Value, Quantity? Unrealised);

/// <summary>What profit and loss is told by.</summary>
internal enum ProfitBy
{
    Asset,
    Account,
    Venue,

    /// <summary>The chain an asset lives on (of a token on several, where it was issued first), by today's table; money and what the table does not know are rows of their own.</summary>
    Chain,
}

/// <summary>A portfolio's value at an instant.</summary>
/// <param name="At">When.</param>
/// <param name="Value">How much, in the currency it had then.</param>
[GraphQLName("ValuePoint")]
internal sealed record ValuePoint(DateTimeOffset At, Quantity Value);
