using System.Numerics.Tensors;
using PortfolioPlatform.Risk.Returns;
using PortfolioPlatform.Risk.ValueAtRisk;

namespace PortfolioPlatform.Risk.Performance;

/// <summary>A book beside its benchmark.</summary>
/// <param name="Beta">Covariance over the benchmark's variance.</param>
/// <param name="Alpha">Jensen's: mean excess return of one period the beta does not explain.</param>
/// <param name="TrackingError">Standard deviation of the difference, of a year.</param>
/// <param name="InformationRatio">Mean difference of a year over the tracking error.</param>
/// <param name="Correlation">With the benchmark.</param>
public sealed record Benchmark(double Beta, double Alpha, double TrackingError, double InformationRatio, double Correlation)
{
    /// <summary>Compares two series of the same periods. Source: M. Jensen, "The performance of mutual funds", J. Finance 23 (1968); R. Grinold, R. Kahn, Active Portfolio Management (1999), ch. 5.</summary>
    public static Benchmark Of(ReadOnlySpan<double> book, ReadOnlySpan<double> benchmark, double periodsPerYear = Annualisation.Days, double riskFree = 0)
    {
        if (book.Length != benchmark.Length) throw new ArgumentException($"{book.Length} returns beside {benchmark.Length}.", nameof(benchmark));
        Moments own = Moments.Of(book), other = Moments.Of(benchmark);
        var covariance = (TensorPrimitives.Dot(book, benchmark) - (book.Length * own.Mean * other.Mean)) / (book.Length - 1);
        var beta = covariance / (other.StandardDeviation * other.StandardDeviation);
        var difference = new double[book.Length];
        TensorPrimitives.Subtract(book, benchmark, difference);
        var active = Moments.Of(difference);
        var error = active.StandardDeviation * Math.Sqrt(periodsPerYear);
        return new(beta, own.Mean - riskFree - (beta * (other.Mean - riskFree)), error, error > 0 ? active.Mean * periodsPerYear / error : double.NaN, covariance / (own.StandardDeviation * other.StandardDeviation));
    }
}
