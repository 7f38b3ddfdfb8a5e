namespace PortfolioPlatform.Accounting.Lots;

/// <content>Open lots in the order a method consumes them, as links between entries or a heap.</content>
public sealed partial class CompactBook
{
    private abstract class OpenLots
    {
        public static OpenLots Of(LotMethod method) => method switch
        {
            LotMethod.Fifo => new Queue(),
            LotMethod.Lifo => new Stack(),
            _ => new Heap(method == LotMethod.Hifo),
        };

        public abstract void Add(Pages<Entry> entries, int lot);

        public abstract bool TryNext(out int lot);

        public abstract void RemoveNext(Pages<Entry> entries);

        public abstract void Clear();
    }

    private sealed class Queue : OpenLots
    {
        private int _head = None;
        private int _tail = None;

        public override void Add(Pages<Entry> entries, int lot)
        {
            if (_head == None) _head = lot;
            else entries[_tail].Link = lot;
            _tail = lot;
        }

        public override bool TryNext(out int lot) => (lot = _head) != None;

        public override void RemoveNext(Pages<Entry> entries) => _head = entries[_head].Link;

        public override void Clear() => (_head, _tail) = (None, None);
    }

    private sealed class Stack : OpenLots
    {
        private int _top = None;

        public override void Add(Pages<Entry> entries, int lot) => (entries[lot].Link, _top) = (_top, lot);

        public override bool TryNext(out int lot) => (lot = _top) != None;

        public override void RemoveNext(Pages<Entry> entries) => _top = entries[_top].Link;

        public override void Clear() => _top = None;
    }

    // A heap of four children a node: the best lot costs a logarithm, and neighbours share a cache line.
    private sealed class Heap(bool highestFirst) : OpenLots
    {
        private const int Children = 4;

        private (long Rank, int Lot)[] _nodes = new (long, int)[16];
        private int _count;

        public override void Add(Pages<Entry> entries, int lot)
        {
            if (_count == _nodes.Length) Array.Resize(ref _nodes, _count * 2);
            var node = (Rank: highestFirst ? -entries[lot].Price : entries[lot].Price, Lot: lot);
            var place = _count++;
            for (var parent = (place - 1) / Children; place > 0 && IsBefore(node, _nodes[parent]); parent = (place - 1) / Children) (_nodes[place], place) = (_nodes[parent], parent);
            _nodes[place] = node;
        }

        public override bool TryNext(out int lot)
        {
            lot = _nodes[0].Lot;
            return _count > 0;
        }

        public override void RemoveNext(Pages<Entry> entries)
        {
            var node = _nodes[--_count];
            var place = 0;
            while (Best(place, _count) is var child and not None && IsBefore(_nodes[child], node)) (_nodes[place], place) = (_nodes[child], child);
            _nodes[place] = node;
        }

        public override void Clear() => _count = 0;

        private int Best(int parent, int count)
        {
            var first = (parent * Children) + 1;
            if (first >= count) return None;
            var best = first;
            for (var child = first + 1; child < Math.Min(first + Children, count); child++)
                if (IsBefore(_nodes[child], _nodes[best])) best = child;
            return best;
        }

        private static bool IsBefore((long Rank, int Lot) a, (long Rank, int Lot) b) => a.Rank < b.Rank || (a.Rank == b.Rank && a.Lot < b.Lot);
    }
}
