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

        public abstract void Add(Entry[] entries, int lot);

        public abstract bool TryNext(out int lot);

        public abstract void RemoveNext(Entry[] entries);
    }

    private sealed class Queue : OpenLots
    {
        private int _head = None;
        private int _tail = None;

        public override void Add(Entry[] entries, int lot)
        {
            if (_head == None) _head = lot;
            else entries[_tail].Link = lot;
            _tail = lot;
        }

        public override bool TryNext(out int lot) => (lot = _head) != None;

        public override void RemoveNext(Entry[] entries) => _head = entries[_head].Link;
    }

    private sealed class Stack : OpenLots
    {
        private int _top = None;

        public override void Add(Entry[] entries, int lot) => (entries[lot].Link, _top) = (_top, lot);

        public override bool TryNext(out int lot) => (lot = _top) != None;

        public override void RemoveNext(Entry[] entries) => _top = entries[_top].Link;
    }

    private sealed class Heap(bool highestFirst) : OpenLots
    {
        private readonly PriorityQueue<int, (long Price, int Lot)> _heap = new();

        public override void Add(Entry[] entries, int lot) => _heap.Enqueue(lot, (highestFirst ? -entries[lot].Price : entries[lot].Price, lot));

        public override bool TryNext(out int lot) => _heap.TryPeek(out lot, out _);

        public override void RemoveNext(Entry[] entries) => _heap.Dequeue();
    }
}
