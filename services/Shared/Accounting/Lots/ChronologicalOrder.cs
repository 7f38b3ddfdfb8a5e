using System.Runtime.InteropServices;

namespace PortfolioPlatform.Accounting.Lots;

/// <summary>Lots by (acquired, id). New lots usually go to the end; one that was transferred in keeps its date and finds its place by bisection.</summary>
internal sealed class ChronologicalOrder(bool newestFirst) : LotOrder
{
    private static readonly Comparer<Lot> ByAge = Comparer<Lot>.Create(Compare);

    private readonly List<Lot> _lots = [];
    private int _head;

    public override int Count => _lots.Count - _head;

    public override Lot Next => newestFirst ? _lots[^1] : _lots[_head];

    public override IEnumerable<Lot> Lots => _lots.Skip(_head);

    public override void Add(Lot lot)
    {
        if (Count == 0 || Compare(_lots[^1], lot) <= 0)
        {
            _lots.Add(lot);
            return;
        }

        var place = CollectionsMarshal.AsSpan(_lots)[_head..].BinarySearch(lot, ByAge);
        _lots.Insert(_head + (place < 0 ? ~place : place), lot);
    }

    public override void RemoveNext()
    {
        if (newestFirst)
        {
            _lots.RemoveAt(_lots.Count - 1);
            return;
        }

        _lots[_head++] = null!;
        if (_head > 64 && _head * 2 > _lots.Count)
        {
            _lots.RemoveRange(0, _head);
            _head = 0;
        }
    }

    private static int Compare(Lot? a, Lot? b)
    {
        var byTime = a!.Acquired.CompareTo(b!.Acquired);
        return byTime != 0 ? byTime : a.Id.CompareTo(b.Id);
    }
}
