namespace PortfolioPlatform.Risk.Returns;

/// <summary>How much of an asset's history there is.</summary>
/// <param name="Asset">Name of the column.</param>
/// <param name="Observations">Rows with a number.</param>
/// <param name="Missing">Rows without.</param>
/// <param name="LongestGap">Most missing rows in a row, counted between the first and the last number.</param>
/// <param name="Flags">What is suspicious.</param>
public sealed record AssetCoverage(string Asset, int Observations, int Missing, int LongestGap, QualityFlags Flags)
{
    /// <summary>Rows without any change from which on a price is called stale.</summary>
    public const int StaleRows = 24;

    /// <summary>A change of one period by more than this factor is called a jump.</summary>
    public const double JumpFactor = 4;

    /// <summary>Looks at one column of prices; of returns when <paramref name="returns"/>.</summary>
    public static AssetCoverage Of(string asset, ReadOnlySpan<double> column, bool returns)
    {
        int first = -1, last = -1, seen = 0, longest = 0, still = 0, stillest = 0;
        var jump = false;
        for (var i = 0; i < column.Length; i++)
        {
            if (double.IsNaN(column[i])) continue;
            var ratio = returns ? 1 + column[i] : last < 0 ? double.NaN : column[i] / column[last];
            still = ratio == 1 ? still + 1 : 0;
            stillest = Math.Max(stillest, still);
            jump |= ratio > JumpFactor || ratio < 1 / JumpFactor;
            if (last >= 0) longest = Math.Max(longest, i - last - 1);
            if (first < 0) first = i;
            last = i;
            seen++;
        }

        var flags = (longest > 0 ? QualityFlags.Gaps : QualityFlags.None) | (first > 0 ? QualityFlags.StartsLate : QualityFlags.None) | (last < column.Length - 1 ? QualityFlags.EndsEarly : QualityFlags.None)
            | (stillest >= StaleRows ? QualityFlags.Stale : QualityFlags.None) | (jump ? QualityFlags.Jump : QualityFlags.None);
        return new(asset, seen, column.Length - seen, longest, flags);
    }
}
