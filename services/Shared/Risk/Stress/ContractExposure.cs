using PortfolioPlatform.Risk.Derivatives;

namespace PortfolioPlatform.Risk.Stress;

/// <summary>An open contract as scenarios take it: worth anew at the shocked price, options by Black-76 with the volatility they have now, not along slopes.</summary>
/// <param name="Name">Of the contract.</param>
/// <param name="Venue">Who would have to pay.</param>
/// <param name="Underlying">Ticker as the scenarios name it.</param>
/// <param name="Quote">What its price is in; the underlying itself where an option is priced in the coin.</param>
/// <param name="Settle">What it is settled in.</param>
/// <param name="Units">Signed: units of the underlying where linear, of the quote where inverse.</param>
/// <param name="Mark">Its price.</param>
/// <param name="Entry">Average entry; not read of options, whose price has left the wallet.</param>
public sealed record ContractExposure(string Name, string Venue, string Underlying, string Quote, string Settle, double Units, double Mark, double Entry)
{
    private const double Least = 1e-9;

    /// <summary>Whether it is settled in the underlying and sized in the quote.</summary>
    public bool IsInverse { get; init; }

    /// <summary>Terms of an option; its spot is the forward its mark stands for, in the strike's money.</summary>
    public OptionTerms? Option { get; init; }

    /// <summary>The book's currency for a unit of the underlying.</summary>
    public double UnderlyingPrice { get; init; } = 1;

    /// <summary>The book's currency for a unit of what it is settled in.</summary>
    public double SettlePrice { get; init; } = 1;

    /// <summary>Whether what its price is in is meant to stand still.</summary>
    public bool IsQuoteStable { get; init; } = true;

    /// <summary>Whether what it is settled in is meant to stand still.</summary>
    public bool IsSettleStable { get; init; } = true;

    /// <summary>What closing it at its mark would bring, in the book's currency: the profit; of an option its price.</summary>
    public double Worth => SettlePrice * (Option is not null ? Units * Mark : IsInverse ? Units * ((1 / Entry) - (1 / Mark)) : Units * (Mark - Entry));

    /// <summary>Size at a price, in the book's currency.</summary>
    public double NotionalAt(double mark) => SettlePrice * (IsInverse ? Math.Abs(Units) / mark : Math.Abs(Units) * mark);

    /// <summary>Units of the underlying it moves like, and how that changes with the price.</summary>
    public (double Delta, double Gamma) Slopes()
    {
        if (Option is not { } option) return (IsInverse ? Units / Entry : Units, 0);
        var each = BlackScholes.Of(option);
        return (Units * each.Delta, Units * each.Gamma);
    }

    /// <summary>The same contract after simple returns of the three assets it hangs on.</summary>
    public ContractExposure After(double underlying, double quote, double settle)
    {
        // A billionth is left of what is lost: an inverse contract owes ever more of a coin that is worth ever less, and the product is what counts.
        var (up, per, money) = (Math.Max(Least, 1 + underlying), Math.Max(Least, 1 + quote), Math.Max(Least, 1 + settle));
        var moved = this with { UnderlyingPrice = UnderlyingPrice * up, SettlePrice = SettlePrice * money };
        if (Option is not { } option) return moved with { Mark = Mark * up / per };
        var isCoinPriced = Quote == Underlying;
        var now = option with { Spot = option.Spot * (isCoinPriced ? up : up / per) };
        // What the formula says moves the mark the venue told: without a shock it stays as it is.
        var change = BlackScholes.Of(now).Worth - BlackScholes.Of(option).Worth;
        return moved with { Option = now, Mark = Math.Max(0, isCoinPriced ? ((Mark * option.Spot) + change) / now.Spot : Mark + change) };
    }
}
