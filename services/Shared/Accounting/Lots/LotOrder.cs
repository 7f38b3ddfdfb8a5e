namespace PortfolioPlatform.Accounting.Lots;

/// <summary>Open lots in the order a method consumes them.</summary>
internal abstract class LotOrder
{
    /// <summary>Number of open lots.</summary>
    public abstract int Count { get; }

    /// <summary>Adds a lot.</summary>
    public abstract void Add(Lot lot);

    /// <summary>The lot to consume next; there must be one.</summary>
    public abstract Lot Next { get; }

    /// <summary>Forgets <see cref="Next"/>, which is consumed.</summary>
    public abstract void RemoveNext();

    /// <summary>Forgets a consumed lot that was not next in turn.</summary>
    public abstract void Remove(Lot lot);

    /// <summary>All open lots, in no promised order.</summary>
    public abstract IEnumerable<Lot> Lots { get; }

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
