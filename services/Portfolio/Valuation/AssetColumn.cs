using System.Numerics;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Portfolio.Valuation;

/// <summary>
/// Who holds one asset, as two arrays side by side, so that a tick is one pass over memory in order: total[slot] += units × change of price.
/// Exact integers at a common scale; what does not fit takes the slow road with quantities of any size.
/// </summary>
internal sealed class AssetColumn
{
    private const int RoomBits = 118;
    private readonly Dictionary<int, int> places = [];
    private int[] slots = new int[4];
    private long[] units = new long[4];
    private Dictionary<int, Quantity>? wide;
    private int count;
    private int scale;
    private Int128 factor;
    private UInt128 largest;
    private Quantity? price;

    /// <summary>How many hold it.</summary>
    public int Holders => wide?.Count ?? count;

    /// <summary>Slots that hold it.</summary>
    public IEnumerable<int> Slots => wide?.Keys ?? (IEnumerable<int>)slots.Take(count);

    public void SetPrice(Quantity? next, ValueTotals totals)
    {
        if (wide is null && !TryFactor(next, scale, out _)) Widen(totals);
        if (wide is not null)
        {
            foreach (var (slot, quantity) in wide) totals.AddWide(slot, (quantity * (next ?? Quantity.Zero)) - (quantity * (price ?? Quantity.Zero)));
        }
        else
        {
            TryFactor(next, scale, out var target);
            totals.Add(slots.AsSpan(0, count), units.AsSpan(0, count), target - factor);
            factor = target;
        }

        price = next;
    }

    public void SetHolding(int slot, Quantity quantity, ValueTotals totals)
    {
        if (wide is null && !TryUnits(slot, quantity, totals)) Widen(totals);
        if (wide is null) return;
        var before = wide.GetValueOrDefault(slot);
        wide[slot] = quantity;
        totals.AddWide(slot, (quantity - before) * (price ?? Quantity.Zero));
    }

    private bool TryUnits(int slot, Quantity quantity, ValueTotals totals)
    {
        if (!Rescale(quantity.Scale)) return false;
        var exact = quantity.Units * BigInteger.Pow(10, scale - quantity.Scale);
        if (BigInteger.Abs(exact) > long.MaxValue) return false;
        largest = UInt128.Max(largest, (UInt128)BigInteger.Abs(exact));
        if (!HasRoom(factor)) return false;
        var place = PlaceOf(slot);
        totals.Add(slot, ((Int128)(long)exact - units[place]) * factor);
        units[place] = (long)exact;
        return true;
    }

    /// <summary>Brings all units to a finer scale. The factor gets coarser by as much, so no total changes.</summary>
    private bool Rescale(int next)
    {
        if (next <= scale) return true;
        if (next > ValueTotals.Scale || !TryFactor(price, next, out var finer)) return false;
        var power = BigInteger.Pow(10, next - scale);
        if ((BigInteger)largest * power > long.MaxValue) return false;
        for (var i = 0; i < count; i++) units[i] *= (long)power;
        (scale, factor, largest) = (next, finer, largest * (UInt128)power);
        return true;
    }

    private bool TryFactor(Quantity? value, int unitScale, out Int128 result)
    {
        result = 0;
        if (value is not { } usd) return true;
        var shift = ValueTotals.Scale - unitScale - usd.Scale;
        if (shift < 0) return false;
        var exact = usd.Units * BigInteger.Pow(10, shift);
        if (exact.GetBitLength() > RoomBits) return false;
        result = (Int128)exact;
        return HasRoom(result);
    }

    private bool HasRoom(Int128 by) => ((BigInteger)largest * BigInteger.Abs(by)).GetBitLength() <= RoomBits;

    private void Widen(ValueTotals totals)
    {
        totals.Add(slots.AsSpan(0, count), units.AsSpan(0, count), -factor);
        wide = [];
        for (var i = 0; i < count; i++)
        {
            wide[slots[i]] = Quantity.FromUnits(units[i], scale);
            totals.AddWide(slots[i], wide[slots[i]] * (price ?? Quantity.Zero));
        }

        count = 0;
    }

    private int PlaceOf(int slot)
    {
        if (places.TryGetValue(slot, out var place)) return place;
        if (count == slots.Length)
        {
            Array.Resize(ref slots, count * 2);
            Array.Resize(ref units, count * 2);
        }

        slots[count] = slot;
        units[count] = 0;
        return places[slot] = count++;
    }
}
