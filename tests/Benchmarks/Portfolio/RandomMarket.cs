using PortfolioPlatform.Kernel;
using PortfolioPlatform.Portfolio.Valuation;

namespace PortfolioPlatform.Benchmarks.Portfolio;

/// <summary>Portfolios that each hold some of many assets, and random ticks on them.</summary>
internal sealed class RandomMarket
{
    private readonly Random random = new(1);
    private readonly ValueTable table = new();
    private readonly AssetId[] assets;
    private readonly int[] holders;
    private readonly Quantity[] prices;
    private readonly Dictionary<int, Quantity>[] holdings;

    public RandomMarket(int portfolios, int assetCount, int each)
    {
        assets = [.. Enumerable.Range(0, assetCount).Select(i => new AssetId($"a{i}"))];
        (holders, prices) = (new int[assetCount], new Quantity[assetCount]);
        holdings = [.. Enumerable.Range(0, portfolios).Select(_ => Fill(table.AddSlot(), each))];
    }

    /// <summary>One random tick; returns how many portfolios hold the asset.</summary>
    public int Tick()
    {
        var i = random.Next(assets.Length);
        prices[i] = Quantity.FromUnits(random.Next(1, 100_000_000), 4);
        table.SetPrice(assets[i], prices[i]);
        return holders[i];
    }

    /// <summary>Totals that differ from the sum of quantity × price.</summary>
    public int Mismatches() => holdings.Index().Count(p => table.Totals[p.Index] != p.Item.Aggregate(Quantity.Zero, (sum, h) => sum + (h.Value * prices[h.Key])));

    private Dictionary<int, Quantity> Fill(int slot, int each)
    {
        var held = new Dictionary<int, Quantity>();
        while (held.Count < each)
        {
            var i = random.Next(assets.Length);
            if (!held.TryAdd(i, Quantity.FromUnits(random.NextInt64(1, 1_000_000_000_000), 8))) continue;
            holders[i]++;
            table.SetHolding(slot, assets[i], held[i]);
        }

        return held;
    }
}
