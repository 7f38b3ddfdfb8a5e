using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Tax.Reports;

/// <summary>The latest price of each asset before the end of a year: a trade's own, or a line of the file of prices.</summary>
internal sealed class PriceBook
{
    private readonly Dictionary<AssetId, PricePoint> _latest = [];

    /// <summary>Takes a price unless a later one is known; of two at one instant the last given counts.</summary>
    public void Add(AssetId asset, PricePoint point)
    {
        if (point.Price.Sign <= 0 || (_latest.TryGetValue(asset, out var known) && known.Time > point.Time)) return;
        _latest[asset] = point;
    }

    /// <summary>The price of an asset; null when none is known, which is not zero.</summary>
    public PricePoint? Find(AssetId asset) => _latest.GetValueOrDefault(asset);

    /// <summary>All prices, in order of the assets.</summary>
    public IEnumerable<(AssetId Asset, PricePoint Point)> All => _latest.OrderBy(p => p.Key).Select(p => (p.Key, p.Value));
}

/// <summary>A price with where and when it was seen.</summary>
/// <param name="Price">Of one unit in the book currency.</param>
/// <param name="Time">When.</param>
/// <param name="Source">A row of the input (<c>row 17</c>), or what the file of prices says.</param>
internal sealed record PricePoint(Quantity Price, DateTimeOffset Time, string Source);
