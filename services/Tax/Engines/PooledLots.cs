using System.Collections;
using PortfolioPlatform.Accounting.Lots;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Tax.Engines;

/// <summary>Open lots, pool after pool, each told when it is read: of a deep queue there can be hundreds of thousands.</summary>
internal sealed class PooledLots(IEnumerable<(string Wallet, AssetId Asset, IReadOnlyList<OpenLot> Lots)> pools) : IReadOnlyList<ResultLot>
{
    /// <summary>The pools in their order.</summary>
    public IReadOnlyList<(string Wallet, AssetId Asset, IReadOnlyList<OpenLot> Lots)> Pools { get; } = [.. pools];

    /// <inheritdoc/>
    public int Count => Pools.Sum(p => p.Lots.Count);

    /// <inheritdoc/>
    public ResultLot this[int index]
    {
        get
        {
            foreach (var (wallet, asset, lots) in Pools)
            {
                if (index < lots.Count) return new ResultLot(wallet, asset, lots[index]);
                index -= lots.Count;
            }

            throw new ArgumentOutOfRangeException(nameof(index));
        }
    }

    /// <inheritdoc/>
    public IEnumerator<ResultLot> GetEnumerator()
    {
        foreach (var (wallet, asset, lots) in Pools)
            foreach (var lot in lots) yield return new ResultLot(wallet, asset, lot);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
