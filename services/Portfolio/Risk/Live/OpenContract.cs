using PortfolioPlatform.Kernel;
using PortfolioPlatform.Portfolio.Positions;
using PortfolioPlatform.Portfolio.Risk.Derivatives;
using PortfolioPlatform.Risk.Derivatives;
using PortfolioPlatform.Risk.Stress;

namespace PortfolioPlatform.Portfolio.Risk.Live;

/// <summary>What is known of assets where open contracts are read. </summary>
/// <param name="Resolve">The asset of a venue's symbol.</param>
/// <param name="Price">An asset's price in the portfolio's currency.</param>
/// <param name="IsStable">Whether an asset is meant to stand still.</param>
/// <param name="Now">Options end so long after.</param>
internal sealed record ContractMarket(Func<string, string, AssetId?> Resolve, Func<AssetId, double?> Price, Func<AssetId, bool> IsStable, DateTimeOffset Now);

/// <summary>An open contract with the assets it hangs on, in a portfolio's currency.</summary>
/// <param name="Coin">What it follows.</param>
/// <param name="Money">What it is settled in.</param>
/// <param name="Against">What its price is in.</param>
/// <param name="Terms">The same for the mathematics.</param>
internal sealed record OpenContract(AssetId Coin, AssetId Money, AssetId Against, ContractExposure Terms)
{
    /// <summary>What it moves like: its slope in the underlying, beside what it is worth in the underlying itself.</summary>
    public double Notional => (Terms.Slopes().Delta * Terms.UnderlyingPrice) - (Coin == Money ? Terms.Worth : 0);

    /// <summary>What a squared return of the underlying adds.</summary>
    public double Curvature => Terms.Option is { } option ? 0.5 * Terms.Slopes().Gamma * option.Spot * Terms.UnderlyingPrice : 0;

    /// <summary>A position; null when an asset of it has no price, or the venue did not tell what slopes are computed from.</summary>
    public static OpenContract? Of(DerivativeValue position, ContractMarket market)
    {
        var (underlying, settle) = (market.Resolve(position.Venue, position.Underlying), market.Resolve(position.Venue, position.Settle));
        // Settled in the underlying, its price is in dollars whatever the venue quotes.
        var quote = underlying == settle ? PriceQuestion.Dollar : market.Resolve(position.Venue, position.Quote);
        if (underlying is not { } coin || settle is not { } money || quote is not { } against || market.Price(coin) is not { } unit || market.Price(money) is not { } rate) return null;
        if (position.Option is not null && TermsOf(position.Option, market.Now) is null) return null;
        var terms = new ContractExposure(
            position.Contract, position.Venue, Name(position.Underlying), Name(position.Quote), Name(position.Settle), position.Quantity.ToDouble(), position.Mark.ToDouble(), position.Entry.ToDouble())
        {
            IsInverse = position.IsInverse, Option = TermsOf(position.Option, market.Now), UnderlyingPrice = unit, SettlePrice = rate,
            IsQuoteStable = market.IsStable(against), IsSettleStable = market.IsStable(money),
        };
        return new(coin, money, against, terms);
    }

    /// <summary>Terms of an option with the forward and the volatility its mark stands for; null when these were not told.</summary>
    public static OptionTerms? TermsOf(OptionValue? option, DateTimeOffset now) => option is { UnderlyingPrice: { } forward, Volatility: { } volatility }
        ? OptionTerms.OnForward(option.IsCall, forward.ToDouble(), option.Strike.ToDouble(), Math.Max(0, (option.Expiry - now).TotalDays / 365), volatility.ToDouble()) : null;

    private static string Name(string symbol) => symbol.ToUpperInvariant();
}
