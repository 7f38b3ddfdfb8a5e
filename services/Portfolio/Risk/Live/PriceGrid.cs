using PortfolioPlatform.Kernel;
using PortfolioPlatform.Portfolio.Positions;

namespace PortfolioPlatform.Portfolio.Risk.Live;

/// <summary>Closes in dollars at even distances, gaps not a number.</summary>
/// <param name="First">Time of the first row.</param>
/// <param name="Step">Between two rows.</param>
/// <param name="Rows">How many.</param>
internal sealed record PriceGrid(DateTimeOffset First, TimeSpan Step, int Rows)
{
    private readonly Dictionary<AssetId, double[]> columns = [];

    /// <summary>The rows that end with the last full step before an instant.</summary>
    public static PriceGrid Ending(DateTimeOffset now, TimeSpan step, int rows)
    {
        var last = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % step.Ticks), TimeSpan.Zero);
        return new(last - (step * (rows - 1)), step, rows);
    }

    /// <summary>When a row ends.</summary>
    public DateTimeOffset At(int row) => First + (Step * row);

    public void Put(AssetId asset, DateTimeOffset at, double usd)
    {
        var row = (at - First) / Step;
        if (row < 0 || row > Rows - 1 || row != Math.Floor(row)) return;
        if (!columns.TryGetValue(asset, out var column)) columns[asset] = column = [.. Enumerable.Repeat(double.NaN, Rows)];
        column[(int)row] = usd;
    }

    /// <summary>One column in dollars; null when nothing is known of the asset.</summary>
    public double[]? Usd(AssetId asset) => asset == PriceQuestion.Dollar ? [.. Enumerable.Repeat(1.0, Rows)] : columns.GetValueOrDefault(asset);

    /// <summary>One column in a currency.</summary>
    public double[]? In(AssetId asset, AssetId currency)
    {
        if (asset == currency) return [.. Enumerable.Repeat(1.0, Rows)];
        if (Usd(asset) is not { } prices || Usd(currency) is not { } units) return null;
        return currency == PriceQuestion.Dollar ? prices : [.. prices.Zip(units, (p, u) => p / u)];
    }
}
