using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Accounting.Lots;

/// <summary>Lots by unit cost in a heap: a deep queue costs a logarithm, not a scan.</summary>
internal sealed class CostOrder(bool highestFirst) : LotOrder
{
    private readonly PriorityQueue<Lot, Rank> _heap = new(new RankComparer(highestFirst));

    public override int Count => _heap.Count;

    public override Lot Next => _heap.Peek();

    public override IEnumerable<Lot> Lots => _heap.UnorderedItems.Select(i => i.Element);

    public override void Add(Lot lot) => _heap.Enqueue(lot, new Rank(lot.UnitCost, lot.Acquired, lot.Id));

    public override void RemoveNext() => _heap.Dequeue();

    private readonly record struct Rank(Quantity UnitCost, DateTimeOffset Acquired, long Id);

    private sealed class RankComparer(bool highestFirst) : IComparer<Rank>
    {
        public int Compare(Rank x, Rank y)
        {
            var byCost = highestFirst ? y.UnitCost.CompareTo(x.UnitCost) : x.UnitCost.CompareTo(y.UnitCost);
            if (byCost != 0) return byCost;
            var byTime = x.Acquired.CompareTo(y.Acquired);
            return byTime != 0 ? byTime : x.Id.CompareTo(y.Id);
        }
    }
}
