namespace PortfolioPlatform.Risk.Derivatives;

/// <summary>A venue's steps of maintenance margin for one contract.</summary>
public sealed class MarginTiers
{
    private MarginTiers(IReadOnlyList<MarginTier> all) => All = all;

    /// <summary>Lowest first.</summary>
    public IReadOnlyList<MarginTier> All { get; }

    /// <summary>One rate for every size, as Bitfinex has.</summary>
    public static MarginTiers Flat(double rate) => new([new(0, double.PositiveInfinity, rate, 0)]);

    /// <summary>Steps from where each begins and its rate; the deductions follow from the margin being continuous, as Binance publishes them.</summary>
    public static MarginTiers Of(params (double From, double Rate)[] steps)
    {
        var tiers = new MarginTier[steps.Length];
        for (var i = 0; i < steps.Length; i++)
        {
            var deduction = i == 0 ? 0 : tiers[i - 1].Deduction + (steps[i].From * (steps[i].Rate - steps[i - 1].Rate));
            tiers[i] = new(steps[i].From, i + 1 < steps.Length ? steps[i + 1].From : double.PositiveInfinity, steps[i].Rate, deduction);
        }

        return new(tiers);
    }

    /// <summary>Steps as a venue tells them, smallest first, with the deductions it publishes.</summary>
    public static MarginTiers Told(IReadOnlyList<(double From, double Rate, double Deduction)> steps) =>
        new([.. steps.Select((s, i) => new MarginTier(s.From, i + 1 < steps.Count ? steps[i + 1].From : double.PositiveInfinity, s.Rate, s.Deduction))]);

    /// <summary>Maintenance margin of a notional: notional·rate − deduction of its step.</summary>
    public double Maintenance(double notional)
    {
        var tier = All[0];
        foreach (var step in All)
        {
            if (notional >= step.From) tier = step;
        }

        return (notional * tier.Rate) - tier.Deduction;
    }
}
