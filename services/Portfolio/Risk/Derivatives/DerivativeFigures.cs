using PortfolioPlatform.Contracts;
using PortfolioPlatform.Portfolio.Valuation;
using PortfolioPlatform.Risk.Derivatives;

namespace PortfolioPlatform.Portfolio.Risk.Derivatives;

/// <summary>The figures of derivatives. Pure: reports, marks and volatilities in, values out.</summary>
internal static class DerivativeFigures
{
    /// <summary>How far ahead the probability of liquidation looks: a day, as a fraction of a year.</summary>
    private const double Horizon = 1.0 / 365;

    /// <summary>One position.</summary>
    public static DerivativeValue Position(DerivativeReport report, MarginBook book, int index, double? volatility, DateTimeOffset now, Stamp stamp)
    {
        var (fact, mark) = book.Positions[index];
        var predicted = book.LiquidationPrice(index);
        double? probability = predicted is { } barrier && volatility is { } deviation ? FirstPassage.Probability(mark.Price.ToDouble(), barrier, deviation, Horizon) : null;
        var slopes = Slopes(fact, mark, now);
        return new(
            $"position:{report.Account}:{fact.Id}", stamp.Epoch, stamp.Version, report.Account, report.Venue, fact.Contract, fact.Kind, fact.Underlying, fact.Quote, fact.Settle, fact.Quantity, fact.Entry, mark.Price, mark.At,
            DerivativeWorth.Profit(fact, mark.Price), fact.Leverage, fact.IsIsolated, fact.LiquidationPrice, predicted, probability, book.Ratio, slopes.Delta, mark.FundingRate, mark.NextFunding, report.At)
        {
            Worth = DerivativeWorth.Of(fact, mark.Price), Gamma = slopes.Gamma, Vega = slopes.Vega, IsInverse = fact.IsInverse,
            Option = fact.Option is { } o ? new OptionValue(o.IsCall, o.Strike, o.Expiry, mark.UnderlyingPrice, mark.Volatility) : null,
        };
    }

    /// <summary>One group that shares a margin.</summary>
    public static MarginValue Margin(DerivativeReport report, MarginBook book, IReadOnlyDictionary<string, double> volatilities, DateTimeOffset now, Stamp stamp) =>
        new($"margin:{report.Account}:{book.Name}", stamp.Epoch, stamp.Version, report.Account, report.Venue, book.Name, book.Settle, book.Equity, book.Maintenance, book.Ratio, book.Positions.Count)
        { Paths = MarginPaths.Of(book, volatilities, Horizon, now) };

    /// <summary>Slopes by underlying.</summary>
    public static IEnumerable<UnderlyingValue> Underlyings(IEnumerable<DerivativeValue> positions, IReadOnlyDictionary<string, double> volatilities, Func<Stamp> next) =>
        Greeks.ByUnderlying(positions.Select(p => (p.Underlying, 1.0, new Greeks(0, p.Delta, p.Gamma, p.Vega, 0, 0)))).Select(u =>
        {
            var stamp = next();
            return new UnderlyingValue($"underlying:{u.Key}", stamp.Epoch, stamp.Version, u.Key, u.Value.Delta, u.Value.Gamma, u.Value.Vega, volatilities.TryGetValue(u.Key, out var volatility) ? volatility : null);
        });

    /// <summary>Slopes of a whole position by its underlying's dollars: of an option by Black-76 on the forward and volatility its mark stands for; nothing while these are not told.</summary>
    internal static Greeks Slopes(DerivativeFact fact, Mark mark, DateTimeOffset now)
    {
        if (fact.Option is not { } option) return new Greeks(0, MarginBook.Position(fact).Delta, 0, 0, 0, 0);
        if (mark is not { UnderlyingPrice: { } forward, Volatility: { } volatility }) return default;
        var years = Math.Max(0, (option.Expiry - now).TotalDays / 365);
        return fact.Quantity.ToDouble() * BlackScholes.Of(OptionTerms.OnForward(option.IsCall, forward.ToDouble(), option.Strike.ToDouble(), years, volatility.ToDouble()));
    }
}
