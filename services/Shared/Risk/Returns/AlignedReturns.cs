namespace PortfolioPlatform.Risk.Returns;

/// <summary>Returns of several assets over the same periods, without gaps.</summary>
/// <param name="Assets">Names of the columns.</param>
/// <param name="Times">End of each period; null when unknown.</param>
/// <param name="Columns">One array of returns per asset, oldest first.</param>
/// <param name="Periods">Periods the input spans, complete or not.</param>
/// <param name="Coverage">What each asset's input held.</param>
public sealed record AlignedReturns(IReadOnlyList<string> Assets, IReadOnlyList<DateTimeOffset>? Times, double[][] Columns, int Periods, IReadOnlyList<AssetCoverage> Coverage)
{
    /// <summary>Periods in which every asset has a return.</summary>
    public int Observations => Columns.Length == 0 ? 0 : Columns[0].Length;

    /// <summary>The returns of a book that holds these fractions of its value at the start of every period.</summary>
    public double[] Portfolio(ReadOnlySpan<double> weights) => PortfolioReturns.Of(Columns, weights);
}
