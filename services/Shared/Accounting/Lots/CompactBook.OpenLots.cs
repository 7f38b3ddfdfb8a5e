using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PortfolioPlatform.Accounting.Lots;

/// <content>Open lots in the order a method consumes them. What matching needs of them stands side by side, so that a deep queue is read like a short one.</content>
public sealed partial class CompactBook
{
    private abstract class OpenLots
    {
        public static OpenLots Of(LotMethod method, CompactBook book) => method switch
        {
            LotMethod.Fifo => new OpenLots<Queue>(new Queue(book._parts)),
            LotMethod.Lifo => new OpenLots<Stack>(new Stack(book._parts)),
            _ => new OpenLots<ByCost>(new ByCost(method == LotMethod.Hifo, book._ranked)),
        };

        public abstract void Add(long left, int lot, long price);

        public abstract void Sell(CompactBook book, int sale, long sold);

        public abstract void Clear();
    }

    // A method's order is a struct, so that the loop over lots is compiled for each of them and calls nothing.
    private sealed class OpenLots<T>(T order) : OpenLots
        where T : struct, IOrder
    {
        private T _order = order;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public override void Add(long left, int lot, long price) => _order.Add(new Part { Left = left, Lot = lot }, price);

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public override void Sell(CompactBook book, int sale, long sold)
        {
            var left = sold;
            while (left > 0 && _order.Count > 0)
            {
                ref var next = ref _order.Next();
                var units = Math.Min(left, next.Left);
                book._matches.Add() = new Match { Sale = sale, Lot = next.Lot, Units = units, LeftBefore = next.Left, SoldBefore = sold - left };
                left -= units;
                next.Left -= units;
                if (next.Left == 0) _order.RemoveNext();
            }

            if (left > 0) book._matches.Add() = new Match { Sale = sale, Lot = None, Units = left, SoldBefore = sold - left };
        }

        public override void Clear() => _order.Clear();
    }

    private interface IOrder
    {
        int Count { get; }

        void Add(Part part, long price);

        // The first in order, which may be changed; there must be one.
        ref Part Next();

        void RemoveNext();

        void Clear();
    }

    // What is left of a lot.
    [StructLayout(LayoutKind.Auto)]
    private struct Part
    {
        public long Left;
        public int Lot;
    }

    [StructLayout(LayoutKind.Auto)]
    private struct Queue(Chunks<Part> chunks) : IOrder
    {
        private int _head;
        private int _tail;

        public int Count { get; private set; }

        public void Add(Part part, long price)
        {
            if (Count == 0) _head = _tail = chunks.Take(None);
            else if (_tail % Chunks<Part>.Size == 0) Lengthen();
            chunks[_tail++] = part;
            Count++;
        }

        public readonly ref Part Next() => ref chunks[_head];

        public void RemoveNext()
        {
            var done = _head++;
            if (--Count == 0) chunks.Give(done);
            else if (_head % Chunks<Part>.Size == 0) _head = chunks.Give(done) * Chunks<Part>.Size;
        }

        public void Clear() => Count = 0;

        private void Lengthen()
        {
            var next = chunks.Take(None);
            chunks.Link(_tail - 1, next);
            _tail = next;
        }
    }

    [StructLayout(LayoutKind.Auto)]
    private struct Stack(Chunks<Part> chunks) : IOrder
    {
        private Bag<Part> _bag;

        public readonly int Count => _bag.Count;

        public void Add(Part part, long price) => _bag.Push(chunks, part);

        public readonly ref Part Next() => ref _bag.Last(chunks);

        public void RemoveNext() => _bag.Pop(chunks);

        public void Clear() => _bag = default;
    }
}
