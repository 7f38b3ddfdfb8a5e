using System.Numerics;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Portfolio.Valuation;

/// <summary>The total of every portfolio in dollars: exact integers at 24 fractional digits, and beside them what did not fit.</summary>
internal sealed class ValueTotals
{
    /// <summary>Fractional digits of the totals.</summary>
    public const int Scale = 24;

    private readonly Dictionary<int, Quantity> wide = [];
    private Int128[] totals = new Int128[16];

    /// <summary>How many slots there are.</summary>
    public int Count { get; private set; }

    public int AddSlot()
    {
        if (Count == totals.Length) Array.Resize(ref totals, Count * 2);
        return Count++;
    }

    /// <summary>The hot loop: one multiplication and one addition for each holder.</summary>
    public void Add(ReadOnlySpan<int> slots, ReadOnlySpan<long> units, Int128 change)
    {
        if (change == 0) return;
        var target = totals;
        if (change >= long.MinValue && change <= long.MaxValue)
        {
            var small = (long)change;
            for (var i = 0; i < slots.Length; i++) target[slots[i]] += Math.BigMul(units[i], small);
            return;
        }

        for (var i = 0; i < slots.Length; i++) target[slots[i]] += units[i] * change;
    }

    public void Add(int slot, Int128 value) => totals[slot] += value;

    public void AddWide(int slot, Quantity value) => wide[slot] = wide.GetValueOrDefault(slot) + value;

    /// <summary>The exact total of a slot.</summary>
    public Quantity this[int slot]
    {
        get
        {
            var exact = Quantity.FromUnits((BigInteger)totals[slot], Scale);
            return wide.TryGetValue(slot, out var more) ? exact + more : exact;
        }
    }
}
