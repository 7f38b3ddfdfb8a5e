using PortfolioPlatform.Risk.Numerics;
using PortfolioPlatform.Risk.Stress;

namespace PortfolioPlatform.Risk.Derivatives;

/// <summary>
/// A wallet whose margin the venue tells as a whole, seen at other prices of one underlying while volatilities, time and other underlyings stay: options are worth anew by Black-76, sold ones need their mark and a
/// share of a unit beside it, and what else the venue asked for moves with the size of futures. Amounts in what the wallet is in. Source: Deribit, "Standard margin" (maintenance margin of options).
/// </summary>
/// <param name="equity">As told, at the marks of the contracts.</param>
/// <param name="maintenance">As told, at the same marks.</param>
/// <param name="contracts">All that is open in it.</param>
/// <param name="soldShare">Of a unit of the underlying, for each unit of a sold option: 0.075 at Deribit.</param>
public sealed class OptionWallet(double equity, double maintenance, IReadOnlyList<ContractExposure> contracts, double soldShare)
{
    private const double Step = 0.02, Furthest = 20;

    private readonly WalletLeg[] legs = [.. contracts.Select(c => new WalletLeg(c, soldShare))];

    /// <summary>Equity when the underlying is worth so many times what it is now.</summary>
    public double EquityAt(string underlying, double times) => equity + Moved(underlying, times, static (leg, at) => leg.WorthAt(at));

    /// <summary>What the equity must exceed then.</summary>
    public double MaintenanceAt(string underlying, double times)
    {
        var (rest, futures) = (maintenance - legs.Sum(l => l.SoldAt(1)), legs.Where(l => l.IsFuture).Sum(l => l.SizeAt(1)));
        var others = futures > 0 ? Math.Max(0, rest) / futures : 0;
        return maintenance + Moved(underlying, times, static (leg, at) => leg.SoldAt(at)) + (others == 0 ? 0 : others * Moved(underlying, times, static (leg, at) => leg.IsFuture ? leg.SizeAt(at) : 0));
    }

    /// <summary>Maintenance over equity then: at 1 the venue liquidates.</summary>
    public double RatioAt(string underlying, double times) =>
        EquityAt(underlying, times) is > 0 and var left ? Math.Min(MarginGroup.Most, MaintenanceAt(underlying, times) / left) : MarginGroup.Most;

    /// <summary>The nearest multiple of the underlying's price, below or above, at which equity is down to maintenance; null when none does it between a twentieth and twenty times.</summary>
    public double? LiquidationAt(string underlying, bool isFall)
    {
        double Left(double log) => EquityAt(underlying, Math.Exp(log)) - MaintenanceAt(underlying, Math.Exp(log));
        if (Left(0) <= 0) return 1;
        var step = isFall ? -Step : Step;
        for (var at = step; Math.Abs(at) <= Math.Log(Furthest); at += step)
            if (Left(at) <= 0) return Root.Between(Left, at - step, at, 1e-12) is { } root ? Math.Exp(root) : null;
        return null;
    }

    private double Moved(string underlying, double times, Func<WalletLeg, double, double> of)
    {
        var sum = 0.0;
        foreach (var leg in legs)
            if (leg.Underlying == underlying) sum += of(leg, times) - of(leg, 1);
        return sum;
    }
}
