using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Portfolio.Risk.Derivatives;

/// <summary>What positions are worth beside the wallet they are settled in. Pure; exact where linear, an inverse one is a quotient and is cut to twelve digits.</summary>
internal static class DerivativeWorth
{
    private const int InverseDigits = 12;

    /// <summary>What closing at a mark would bring: the profit; of an option its price, since what was paid for it has left the wallet.</summary>
    public static Quantity Of(DerivativeFact fact, Quantity mark) => fact.Option is null ? Profit(fact, mark) : fact.Quantity * mark;

    /// <summary>Unrealised profit.</summary>
    public static Quantity Profit(DerivativeFact fact, Quantity mark) =>
        fact.IsInverse ? (Quantity)decimal.Round((decimal)MarginBook.Position(fact).Profit(mark.ToDouble()), InverseDigits) : fact.Quantity * (mark - fact.Entry);
}
