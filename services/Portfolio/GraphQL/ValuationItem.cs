using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Portfolio.Valuation;

namespace PortfolioPlatform.Portfolio.GraphQL;

/// <summary>What a portfolio is worth now. Amounts are in its currency; null is unknown, never zero.</summary>
/// <param name="Currency">What amounts are in.</param>
/// <param name="Value">Of everything held that has a price.</param>
/// <param name="DayChange">Since the portfolio's midnight.</param>
/// <param name="DayChangePercent">Since the portfolio's midnight, in percent.</param>
/// <param name="Realised">Profit of what was disposed of, at average cost.</param>
/// <param name="Unrealised">Value less average cost of what is held.</param>
/// <param name="Income">Rewards, interest and the like, at their value when received.</param>
/// <param name="Fees">Fees, at their value when paid.</param>
/// <param name="UnpricedCount">Holdings without a price: not in the value.</param>
/// <param name="StaleCount">Holdings with an old price: in the value.</param>
/// <param name="AsOf">When it was computed.</param>
/// <param name="Complete">False while history is still being imported: then results are not told.</param>
/// <param name="BalanceAge">Seconds since the venue that was silent longest said what its account holds.</param>
[GraphQLName("Valuation")]
internal sealed record ValuationItem(
    [property: ID] string Currency, Quantity? Value, Quantity? DayChange, Quantity? DayChangePercent, Quantity? Realised, Quantity? Unrealised, Quantity? Income, Quantity? Fees,
    int UnpricedCount, int StaleCount, DateTimeOffset AsOf, bool Complete, int? BalanceAge)
{
    /// <summary>What open positions in derivatives are worth beside the wallets: unrealised profit, and the price of options. Null without any.</summary>
    public Quantity? Derivatives { get; init; }

    /// <summary>The value and what derivatives are worth.</summary>
    public Quantity? Equity { get; init; }

    public static ValuationItem Of(TotalValue t) => new(
        t.Currency, t.Value, t.DayChange, t.DayChangePercent, t.Realised, t.Unrealised, t.Income, t.Fees, t.UnpricedCount, t.StaleCount, t.AsOf, t.Complete, t.BalanceAge)
    { Derivatives = t.Derivatives, Equity = t.Equity };
}
