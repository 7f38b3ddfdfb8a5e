using PortfolioPlatform.Contracts;
using PortfolioPlatform.Portfolio.Risk.Live;
using PortfolioPlatform.Risk.Stress;

namespace PortfolioPlatform.Portfolio.Risk.Derivatives;

/// <summary>Open positions as the mathematics of wallets takes them: what they are settled in is the unit of account.</summary>
internal static class ContractTerms
{
    /// <summary>A position at a mark; null when it is an option whose forward or volatility was not told.</summary>
    public static ContractExposure? Of(DerivativeFact fact, Mark mark, DateTimeOffset now)
    {
        var option = fact.Option is { } o ? OpenContract.TermsOf(new OptionValue(o.IsCall, o.Strike, o.Expiry, mark.UnderlyingPrice, mark.Volatility), now) : null;
        if (fact.Option is not null && option is null) return null;
        return new(fact.Contract, "", fact.Underlying, fact.Quote, fact.Settle, fact.Quantity.ToDouble(), mark.Price.ToDouble(), fact.Entry.ToDouble()) { IsInverse = fact.IsInverse, Option = option };
    }

    /// <summary>The price of the underlying a contract stands for: the forward of an option, the mark of a future.</summary>
    public static double UnderlyingOf(ContractExposure contract) => contract.Option is { } option ? option.Spot : contract.Mark;
}
