using System.Runtime.InteropServices;

namespace PortfolioPlatform.Risk.Derivatives;

/// <summary>An option's worth and its slopes.</summary>
/// <param name="Worth">Of one unit.</param>
/// <param name="Delta">By the underlying.</param>
/// <param name="Gamma">Of delta by the underlying.</param>
/// <param name="Vega">By a volatility of 1 (100 %).</param>
/// <param name="Theta">By the passing of a year.</param>
/// <param name="Rho">By a rate of 1 (100 %); with the carry where the carry is the rate.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Greeks(double Worth, double Delta, double Gamma, double Vega, double Theta, double Rho)
{
    /// <summary>The sum of two positions.</summary>
    public static Greeks operator +(Greeks a, Greeks b) => Add(a, b);

    /// <summary>So many units.</summary>
    public static Greeks operator *(double units, Greeks a) => Multiply(units, a);

    /// <summary>The sum of two positions.</summary>
    public static Greeks Add(Greeks a, Greeks b) => new(a.Worth + b.Worth, a.Delta + b.Delta, a.Gamma + b.Gamma, a.Vega + b.Vega, a.Theta + b.Theta, a.Rho + b.Rho);

    /// <summary>So many units.</summary>
    public static Greeks Multiply(double units, Greeks a) => new(units * a.Worth, units * a.Delta, units * a.Gamma, units * a.Vega, units * a.Theta, units * a.Rho);

    /// <summary>Sums by underlying.</summary>
    public static IReadOnlyDictionary<string, Greeks> ByUnderlying(IEnumerable<(string Underlying, double Units, Greeks PerUnit)> positions)
    {
        var sums = new Dictionary<string, Greeks>(StringComparer.Ordinal);
        foreach (var (underlying, units, each) in positions) sums[underlying] = sums.GetValueOrDefault(underlying) + (units * each);
        return sums;
    }
}
