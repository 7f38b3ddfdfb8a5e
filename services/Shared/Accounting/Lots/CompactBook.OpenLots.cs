using System.Runtime.InteropServices;

namespace PortfolioPlatform.Accounting.Lots;

/// <content>Open lots in the order a method consumes them, as links between entries or a heap.</content>
public sealed partial class CompactBook
{
    private abstract class OpenLots
    {
        public static OpenLots Of(LotMethod method) => method switch
        {
            LotMethod.Fifo => new OpenLots<Queue>(new Queue()),
            LotMethod.Lifo => new OpenLots<Stack>(new Stack()),
            _ => new OpenLots<Heap>(new Heap(method == LotMethod.Hifo)),
        };

        public abstract void Add(Pages<Entry> entries, int lot, long price);

        public abstract void Sell(CompactBook book, int sale);

        public abstract void Clear();
    }

    // A method's order is a struct, so that the loop over lots is compiled for each of them and calls nothing.
    private sealed class OpenLots<T>(T order) : OpenLots
        where T : struct, IOrder
    {
        private T _order = order;

        public override void Add(Pages<Entry> entries, int lot, long price) => _order.Add(entries, lot, price);

        public override void Sell(CompactBook book, int sale)
        {
            var entries = book._entries;
            var sold = entries[sale].Units;
            var left = sold;
            while (left > 0 && _order.TryNext(out var lot))
            {
                ref var bought = ref entries[lot];
                var units = Math.Min(left, bought.Units - bought.Used);
                book._matches.Add() = new Match { Sale = sale, Lot = lot, Units = units, UsedBefore = bought.Used, SoldBefore = sold - left };
                bought.Used += units;
                left -= units;
                if (bought.Used == bought.Units) _order.RemoveNext(entries);
            }

            if (left > 0) book._matches.Add() = new Match { Sale = sale, Lot = None, Units = left, SoldBefore = sold - left };
        }

        public override void Clear() => _order.Clear();
    }

    private interface IOrder
    {
        void Add(Pages<Entry> entries, int lot, long price);

        bool TryNext(out int lot);

        void RemoveNext(Pages<Entry> entries);

        void Clear();
    }

    [StructLayout(LayoutKind.Auto)]
    private struct Queue() : IOrder
    {
        private int _head = None;
        private int _tail = None;

        public void Add(Pages<Entry> entries, int lot, long price)
        {
            if (_head == None) _head = lot;
            else entries[_tail].Link = lot;
            _tail = lot;
        }

        public readonly bool TryNext(out int lot) => (lot = _head) != None;

        public void RemoveNext(Pages<Entry> entries) => _head = entries[_head].Link;

        public void Clear() => (_head, _tail) = (None, None);
    }

    private struct Stack() : IOrder
    {
        private int _top = None;

        public void Add(Pages<Entry> entries, int lot, long price) => (entries[lot].Link, _top) = (_top, lot);

        public readonly bool TryNext(out int lot) => (lot = _top) != None;

        public void RemoveNext(Pages<Entry> entries) => _top = entries[_top].Link;

        public void Clear() => _top = None;
    }

    // A heap of four children a node: the best lot costs a logarithm, and neighbours share a cache line.
    private struct Heap(bool highestFirst) : IOrder
    {
        private const int Children = 4;

        private (long Rank, int Lot)[] _nodes = new (long, int)[16];
        private int _count;

        public void Add(Pages<Entry> entries, int lot, long price)
        {
            if (_count == _nodes.Length) Array.Resize(ref _nodes, _count * 2);
            var nodes = _nodes;
            var node = (Rank: highestFirst ? -price : price, Lot: lot);
            var place = _count++;
            for (var parent = (place - 1) / Children; place > 0 && IsBefore(node, nodes[parent]); parent = (place - 1) / Children) (nodes[place], place) = (nodes[parent], parent);
            nodes[place] = node;
        }

        public readonly bool TryNext(out int lot)
        {
            lot = _nodes[0].Lot;
            return _count > 0;
        }

        public void RemoveNext(Pages<Entry> entries)
        {
            var nodes = _nodes.AsSpan(0, --_count + 1);
            var node = nodes[^1];
            nodes = nodes[..^1];
            var place = 0;
            // The hole goes down to a leaf, then up: what stood last nearly always belongs near the leaves again.
            while (Best(nodes, place) is var child and not None) (nodes[place], place) = (nodes[child], child);
            if (place >= nodes.Length) return;
            for (var parent = (place - 1) / Children; place > 0 && IsBefore(node, nodes[parent]); parent = (place - 1) / Children) (nodes[place], place) = (nodes[parent], parent);
            nodes[place] = node;
        }

        public void Clear() => _count = 0;

        private static int Best(Span<(long Rank, int Lot)> nodes, int parent)
        {
            var first = (parent * Children) + 1;
            if (first >= nodes.Length) return None;
            var best = first;
            var last = Math.Min(first + Children, nodes.Length);
            for (var child = first + 1; child < last; child++)
                if (IsBefore(nodes[child], nodes[best])) best = child;
            return best;
        }

        private static bool IsBefore((long Rank, int Lot) a, (long Rank, int Lot) b) => a.Rank < b.Rank || (a.Rank == b.Rank && a.Lot < b.Lot);
    }
}
