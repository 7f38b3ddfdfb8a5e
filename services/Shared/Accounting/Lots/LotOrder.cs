using System.Diagnostics.CodeAnalysis;

namespace PortfolioPlatform.Accounting.Lots;

/// <summary>Open lots in the order a method consumes them.</summary>
internal abstract class LotOrder
{
    /// <summary>Number of lots, used up ones included that were not next in turn yet.</summary>
    public abstract int Count { get; }

    /// <summary>Adds a lot.</summary>
    public abstract void Add(Lot lot);

    /// <summary>The first lot in order; there must be one.</summary>
    public abstract Lot Next { get; }

    /// <summary>Forgets <see cref="Next"/>.</summary>
    public abstract void RemoveNext();

    /// <summary>All lots, used up ones included, in no promised order.</summary>
    public abstract IEnumerable<Lot> Lots { get; }

    /// <summary>The lot to consume next. One that was used up out of turn (it was identified, or left by another order) is forgotten when its turn comes.</summary>
    public bool TryNext([NotNullWhen(true)] out Lot? lot)
    {
        while (Count > 0)
        {
            lot = Next;
            if (lot.Remaining.Sign > 0) return true;
            RemoveNext();
        }

        lot = null;
        return false;
    }

    /// <summary>The order of a method.</summary>
    public static LotOrder Of(LotMethod method) => method switch
    {
        LotMethod.Fifo or LotMethod.Specific => new ChronologicalOrder(newestFirst: false),
        LotMethod.Lifo => new ChronologicalOrder(newestFirst: true),
        LotMethod.Hifo => new CostOrder(highestFirst: true),
        LotMethod.Lofo => new CostOrder(highestFirst: false),
        _ => throw new ArgumentOutOfRangeException(nameof(method), method, "This method keeps no lots."),
    };
}
