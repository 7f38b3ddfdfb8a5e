using PortfolioPlatform.Risk.Numerics;

namespace PortfolioPlatform.Risk.Concentration;

/// <summary>How much of the book hangs on few things.</summary>
/// <param name="Hhi">Σ shareᵢ², 1/n to 1. Source: A. Hirschman (1945), O. Herfindahl (1950).</param>
/// <param name="EffectiveCount">1/HHI: as many equal parts would be as concentrated.</param>
/// <param name="Largest">Shares of the absolute value, the largest first.</param>
public sealed record ConcentrationFigures(double Hhi, double EffectiveCount, IReadOnlyList<KeyValuePair<string, double>> Largest)
{
    /// <summary>Of exposures by any key: asset, venue, chain or stablecoin issuer. Short positions count with their size.</summary>
    public static ConcentrationFigures Of(IEnumerable<KeyValuePair<string, double>> exposures)
    {
        var sums = exposures.GroupBy(e => e.Key, StringComparer.Ordinal).Select(g => KeyValuePair.Create(g.Key, Math.Abs(g.Sum(e => e.Value)))).ToArray();
        var total = sums.Sum(s => s.Value);
        if (total == 0) return new(double.NaN, double.NaN, []);
        KeyValuePair<string, double>[] shares = [.. sums.Select(s => KeyValuePair.Create(s.Key, s.Value / total)).OrderByDescending(s => s.Value).ThenBy(s => s.Key, StringComparer.Ordinal)];
        var hhi = shares.Sum(s => s.Value * s.Value);
        return new(hhi, 1 / hhi, shares);
    }

    /// <summary>Effective number of bets: exp of the entropy of the variance explained by each uncorrelated direction. Source: A. Meucci, "Managing diversification", Risk 22 (2009).</summary>
    public static double EffectiveBets(ReadOnlySpan<double> weights, SquareMatrix covariance)
    {
        var (roots, vectors) = Factorisation.Eigen(covariance);
        var shares = new double[roots.Length];
        for (var k = 0; k < shares.Length; k++)
        {
            var along = System.Numerics.Tensors.TensorPrimitives.Dot(vectors[k], weights);
            shares[k] = Math.Max(0, roots[k]) * along * along;
        }

        var total = shares.Sum();
        return total == 0 ? double.NaN : Math.Exp(-shares.Where(s => s > 0).Sum(s => s / total * Math.Log(s / total)));
    }
}
