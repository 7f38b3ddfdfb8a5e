using FsCheck;
using FsCheck.Fluent;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Portfolio.Valuation;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Portfolio.Tests.Valuation;

public sealed class ValueTableTests
{
    private static readonly AssetId[] Assets = [.. Enumerable.Range(0, 5).Select(i => new AssetId($"a{i}"))];

    [Fact]
    public void After_any_ticks_and_changes_every_total_is_the_exact_sum_of_quantity_times_price() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Soak.Cases(200)), Prop.ForAll(Gen.Choose(0, 1_000_000).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var table = new ValueTable();
            var slots = Enumerable.Range(0, 4).Select(_ => table.AddSlot()).ToArray();
            var held = new Dictionary<(int Slot, AssetId Asset), Quantity>();
            var prices = new Dictionary<AssetId, Quantity?>();
            for (var i = 0; i < 200; i++)
            {
                var asset = Assets[random.Next(Assets.Length)];
                if (random.Next(3) == 0)
                {
                    var slot = slots[random.Next(4)];
                    table.SetHolding(slot, asset, held[(slot, asset)] = Number(random, 22));
                }
                else table.SetPrice(asset, prices[asset] = random.Next(20) == 0 ? null : Number(random, 18).Abs());
            }

            return slots.All(slot => table.Totals[slot] == held.Where(h => h.Key.Slot == slot).Aggregate(Quantity.Zero, (sum, h) => sum + (h.Value * (prices.GetValueOrDefault(h.Key.Asset) ?? 0))));
        }));

    [Fact]
    public void A_million_ticks_leave_no_trace_but_the_last_prices()
    {
        var (random, table) = (new Random(3), new ValueTable());
        var quantities = Enumerable.Range(0, 20).Select(i => Quantity.FromUnits(random.NextInt64(1, 1_000_000_000), 8)).ToArray();
        foreach (var quantity in quantities)
        {
            var slot = table.AddSlot();
            foreach (var asset in Assets) table.SetHolding(slot, asset, quantity);
        }

        var last = new Quantity[Assets.Length];
        for (var i = 0; i < 1_000_000; i++)
        {
            var asset = random.Next(Assets.Length);
            table.SetPrice(Assets[asset], last[asset] = Quantity.FromUnits(random.Next(1, int.MaxValue), 6));
        }

        var price = last.Aggregate(Quantity.Zero, (sum, p) => sum + p);
        Assert.All(quantities.Index(), q => Assert.Equal(q.Item * price, table.Totals[q.Index]));
        Assert.Equal(20, table.HoldersOf(Assets[0]).Count());
        Assert.Empty(table.HoldersOf(new AssetId("none")));
    }

    private static Quantity Number(Random random, int mostScale) =>
        Quantity.FromUnits(random.Next(4) == 0 ? random.NextInt64(-long.MaxValue, long.MaxValue) : random.Next(-1_000_000, 1_000_000), random.Next(0, mostScale));
}
