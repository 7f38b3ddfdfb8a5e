using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Portfolio.Valuation;

/// <summary>Values of many portfolios over many assets; a tick touches only the holders of its asset. Used by one thread at a time.</summary>
internal sealed class ValueTable
{
    private readonly Dictionary<AssetId, AssetColumn> columns = [];

    public ValueTotals Totals { get; } = new();

    /// <summary>A place for one more portfolio.</summary>
    public int AddSlot() => Totals.AddSlot();

    /// <summary>What a portfolio has of an asset.</summary>
    public void SetHolding(int slot, AssetId asset, Quantity quantity) => ColumnOf(asset).SetHolding(slot, quantity, Totals);

    /// <summary>What an asset is worth; null when nobody knows, and then it adds nothing.</summary>
    public void SetPrice(AssetId asset, Quantity? usd) => ColumnOf(asset).SetPrice(usd, Totals);

    /// <summary>Portfolios that hold an asset.</summary>
    public IEnumerable<int> HoldersOf(AssetId asset) => columns.TryGetValue(asset, out var column) ? column.Slots : [];

    private AssetColumn ColumnOf(AssetId asset)
    {
        if (!columns.TryGetValue(asset, out var column)) columns[asset] = column = new AssetColumn();
        return column;
    }
}
