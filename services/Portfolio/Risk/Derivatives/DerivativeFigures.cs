using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Portfolio.Valuation;
using PortfolioPlatform.Risk.Derivatives;

namespace PortfolioPlatform.Portfolio.Risk.Derivatives;

/// <summary>The figures of derivatives. Pure: reports, marks and volatilities in, values out.</summary>
internal static class DerivativeFigures
{
    /// <summary>How far ahead the probability of liquidation looks: a day, as a fraction of a year.</summary>
    private const double Horizon = 1.0 / 365;

    private const int InverseDigits = 12;

    /// <summary>One position.</summary>
    public static DerivativeValue Position(DerivativeReport report, MarginBook book, int index, double? volatility, Stamp stamp)
    {
        var (fact, mark) = book.Positions[index];
        var predicted = book.LiquidationPrice(index);
        double? probability = predicted is { } barrier && volatility is { } deviation ? FirstPassage.Probability(mark.Price.ToDouble(), barrier, deviation, Horizon) : null;
        return new(
            $"position:{report.Account}:{fact.Id}", stamp.Epoch, stamp.Version, report.Account, report.Venue, fact.Contract, fact.Kind, fact.Underlying, fact.Quote, fact.Settle, fact.Quantity, fact.Entry, mark.Price, mark.At,
            Profit(fact, mark.Price), fact.Leverage, fact.IsIsolated, fact.LiquidationPrice, predicted, probability, book.Group?.Ratio, MarginBook.Position(fact).Delta, mark.FundingRate, mark.NextFunding, report.At);
    }

    /// <summary>One group that shares a margin.</summary>
    public static MarginValue Margin(DerivativeReport report, MarginBook book, Stamp stamp) => new(
        $"margin:{report.Account}:{book.Name}", stamp.Epoch, stamp.Version, report.Account, report.Venue, book.Name, book.Settle, book.Group?.Equity, book.Group?.Maintenance, book.Group?.Ratio, book.Positions.Count);

    /// <summary>Slopes by underlying.</summary>
    public static IEnumerable<UnderlyingValue> Underlyings(IEnumerable<DerivativeFact> positions, IReadOnlyDictionary<string, double> volatilities, Func<Stamp> next) =>
        Greeks.ByUnderlying(positions.Select(p => (p.Underlying, 1.0, new Greeks(0, MarginBook.Position(p).Delta, 0, 0, 0, 0)))).Select(u =>
        {
            var stamp = next();
            return new UnderlyingValue($"underlying:{u.Key}", stamp.Epoch, stamp.Version, u.Key, u.Value.Delta, u.Value.Gamma, u.Value.Vega, volatilities.TryGetValue(u.Key, out var volatility) ? volatility : null);
        });

    /// <summary>Unrealised profit, exact where linear; an inverse one is a quotient and is cut to twelve digits.</summary>
    private static Quantity Profit(DerivativeFact fact, Quantity mark) =>
        fact.IsInverse ? (Quantity)decimal.Round((decimal)MarginBook.Position(fact).Profit(mark.ToDouble()), InverseDigits) : fact.Quantity * (mark - fact.Entry);
}
