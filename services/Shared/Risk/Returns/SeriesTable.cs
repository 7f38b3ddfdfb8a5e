namespace PortfolioPlatform.Risk.Returns;

/// <summary>One column of numbers per asset over the same rows of time; a gap is <see cref="double.NaN"/>.</summary>
/// <param name="Assets">Names of the columns.</param>
/// <param name="Times">End of each row's period, rising; null when unknown.</param>
/// <param name="Columns">One array per asset, all of the same length.</param>
public sealed record SeriesTable(IReadOnlyList<string> Assets, IReadOnlyList<DateTimeOffset>? Times, double[][] Columns)
{
    /// <summary>Rows, complete or not.</summary>
    public int Rows => Columns.Length == 0 ? 0 : Columns[0].Length;
}
