using System.Runtime.InteropServices;

namespace PortfolioPlatform.Accounting.Lots;

/// <content>Open lots by unit cost, however many there are.</content>
public sealed partial class CompactBook
{
    /// <summary>
    /// The next few hundred lots in a heap that stays in the cache; the others unsorted in buckets that each begin where the one before it ends. A lot is put at the end of its bucket and not looked at
    /// again until its turn is near: then its bucket is halved until what comes next fits the heap (an incremental quicksort). Many lots never have their turn.
    /// </summary>
    [StructLayout(LayoutKind.Auto)]
    private struct ByCost(bool highestFirst, Chunks<Ranked> chunks) : IOrder
    {
        private const int Few = 96;

        private CostHeap _heap = new();
        private Bucket[] _buckets = new Bucket[8];
        private int _length;
        private int _most = Few * 2;

        public int Count { get; private set; }

        public void Add(Part part, long price)
        {
            var rank = highestFirst ? -price : price;
            Count++;
            if (_length == 0 || rank < _buckets[_length - 1].From)
            {
                _heap.Add(rank, part);
                if (_heap.Count > _most) Shed();
                return;
            }

            // The nearest bucket is the last; each begins below the one before it.
            var place = _length - 1;
            while (place > 0 && rank >= _buckets[place - 1].From) place--;
            _buckets[place].Lots.Push(chunks, new Ranked { Rank = rank, Part = part });
        }

        public ref Part Next()
        {
            if (_heap.Count == 0) Refill();
            return ref _heap.Next();
        }

        public void RemoveNext()
        {
            _heap.RemoveNext();
            Count--;
        }

        public void Clear()
        {
            _heap.Clear();
            (Count, _length, _most) = (0, 0, Few * 2);
        }

        private void Refill()
        {
            while (_heap.Count == 0)
            {
                var lots = _buckets[--_length].Lots;
                while (lots.Count > Few && Middle(lots) is { } from) lots = Halved(lots, from);
                while (lots.Count > 0) Keep(lots.Pop(chunks));
            }
        }

        // The heap keeps its first half; the rest is the nearest bucket. What has one cost only cannot be halved, and waits until it is twice as many.
        private void Shed()
        {
            var lots = new Bag<Ranked>();
            for (var i = 0; i < _heap.Count; i++) lots.Push(chunks, _heap[i]);
            _heap.Clear();
            var all = lots.Count;
            if (Middle(lots) is { } from) lots = Halved(lots, from);
            _most = Math.Max(Few, lots.Count) * 2;
            while (lots.Count > 0) Keep(lots.Pop(chunks));
            // Buckets grow with their distance, so that there are few of them.
            while (_heap.Count < all && _length > 1 && _buckets[_length - 2].Lots.Count <= _buckets[_length - 1].Lots.Count) Join();
        }

        private void Keep(in Ranked lot) => _heap.Add(lot.Rank, lot.Part);

        private void Join()
        {
            var near = _buckets[--_length];
            ref var far = ref _buckets[_length - 1];
            far.From = near.From;
            while (near.Lots.Count > 0) far.Lots.Push(chunks, near.Lots.Pop(chunks));
        }

        // What is ranked from a number on becomes the nearest bucket; returns what comes before.
        private Bag<Ranked> Halved(Bag<Ranked> lots, long from)
        {
            var (before, rest) = (new Bag<Ranked>(), new Bag<Ranked>());
            while (lots.Count > 0)
            {
                var lot = lots.Pop(chunks);
                if (lot.Rank < from) before.Push(chunks, lot);
                else rest.Push(chunks, lot);
            }

            if (_length == _buckets.Length) Array.Resize(ref _buckets, _length * 2);
            _buckets[_length++] = new Bucket { From = from, Lots = rest };
            return before;
        }

        // A rank that has others before it; null when all have the same.
        private readonly long? Middle(Bag<Ranked> lots)
        {
            var (least, most) = (long.MaxValue, long.MinValue);
            Span<long> samples = stackalloc long[4];
            var place = lots.LastPlace;
            for (var i = 0; i < lots.Count; i++, place = chunks.Before(place))
            {
                var rank = chunks[place].Rank;
                (least, most) = (Math.Min(least, rank), Math.Max(most, rank));
                samples[(int)(4L * i / lots.Count)] = rank;
            }

            var (a, b, c) = (samples[0], samples[1], samples[2]);
            var middle = Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
            return least == most ? null : middle > least ? middle : most;
        }
    }

    // Lots ranked from a number on, up to where the bucket before it begins.
    [StructLayout(LayoutKind.Auto)]
    private struct Bucket
    {
        public long From;
        public Bag<Ranked> Lots;
    }
}
