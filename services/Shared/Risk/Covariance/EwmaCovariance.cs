using System.Numerics;
using System.Runtime.InteropServices;
using PortfolioPlatform.Risk.Numerics;

namespace PortfolioPlatform.Risk.Covariance;

/// <summary>Exponentially weighted covariance about zero: Σₜ = λΣₜ₋₁ + (1 − λ)rₜrₜᵀ, O(n²) a bar. Source: J. P. Morgan/Reuters, RiskMetrics Technical Document, 4th ed. (1996), ch. 5.</summary>
public sealed class EwmaCovariance(int assets, double decay = EwmaCovariance.DailyDecay)
{
    /// <summary>RiskMetrics' λ for daily data.</summary>
    public const double DailyDecay = 0.94;

    private readonly SquareMatrix _upper = new(assets);

    /// <summary>Bars seen.</summary>
    public int Observations { get; private set; }

    /// <summary>The matrix after all rows, the first of which is the start value.</summary>
    public static SquareMatrix Of(double[][] columns, double decay = DailyDecay)
    {
        var ewma = new EwmaCovariance(columns.Length, decay);
        var row = new double[columns.Length];
        for (var t = 0; t < columns[0].Length; t++)
        {
            for (var i = 0; i < row.Length; i++) row[i] = columns[i][t];
            ewma.Update(row);
        }

        return ewma.Covariance();
    }

    /// <summary>One bar. The first one is the start value; a later one pulls the matrix towards it.</summary>
    public void Update(ReadOnlySpan<double> returns)
    {
        if (returns.Length != assets) throw new ArgumentException($"{returns.Length} returns for {assets} assets.", nameof(returns));
        var keep = Observations == 0 ? 0 : decay;
        var share = Observations == 0 ? 1 : 1 - decay;
        for (var i = 0; i < assets; i++) UpdateRow(_upper.Row(i)[i..], returns[i..], keep, share * returns[i]);
        Observations++;
    }

    /// <summary>The matrix now.</summary>
    public SquareMatrix Covariance() => _upper.Copy().MirrorUpper();

    private static void UpdateRow(Span<double> row, ReadOnlySpan<double> returns, double keep, double factor)
    {
        var wide = MemoryMarshal.Cast<double, Vector<double>>(row);
        var wideReturns = MemoryMarshal.Cast<double, Vector<double>>(returns);
        Vector<double> keeps = new(keep), factors = new(factor);
        for (var i = 0; i < wide.Length; i++) wide[i] = Vector.FusedMultiplyAdd(wide[i], keeps, wideReturns[i] * factors);
        for (var i = wide.Length * Vector<double>.Count; i < row.Length; i++) row[i] = Math.FusedMultiplyAdd(row[i], keep, returns[i] * factor);
    }
}
