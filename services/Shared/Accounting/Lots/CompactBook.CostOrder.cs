using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PortfolioPlatform.Accounting.Lots;

/// <content>Open lots by unit cost, however many there are.</content>
public sealed partial class CompactBook
{
    private const int Samples = 32;

    /// <summary>
    /// The next few hundred lots in a heap that stays in the cache; the others unsorted in buckets that each begin where the one before it ends. A lot is put at the end of its bucket and not looked at
    /// again until its turn is near: then its bucket is cut at the half, the quarter, the eighth and the sixteenth of it at once, until what comes next fits the heap (an incremental quicksort). Many lots
    /// never have their turn. What moves, moves by chunks, and which bucket something belongs to is counted by vectors: no branch depends on a rank.
    /// </summary>
    [StructLayout(LayoutKind.Auto)]
    private struct ByCost(bool highestFirst, Chunks<Ranked> chunks) : IOrder
    {
        private const int Few = 96;

        private static readonly Vector256<long> Unreached = Vector256.Create(long.MaxValue);

        private CostHeap _heap = new();
        // Where each bucket begins, the furthest first; what is not used has nothing before it.
        private long[] _froms = Unused(Vector256<long>.Count * 2);
        private Bag<Ranked>[] _buckets = new Bag<Ranked>[Vector256<long>.Count * 2];
        private int _length;
        private int _most = Few * 2;

        public int Count { get; private set; }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(Part part, long price)
        {
            var rank = highestFirst ? -price : price;
            Count++;
            var place = Bucket(rank);
            if (place < _length)
            {
                _buckets[place].Push(chunks, new Ranked { Rank = rank, Part = part });
                return;
            }

            _heap.Add(rank, part);
            if (_heap.Count > _most) Shed();
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
            _froms.AsSpan().Fill(long.MinValue);
            (Count, _length, _most) = (0, 0, Few * 2);
        }

        // The bucket of a rank is the first that begins at it or before; the heap's comes after all of them.
        private readonly int Bucket(long rank)
        {
            var place = 0;
            for (var i = 0; i < _length; i += Vector256<long>.Count) place += Before(Vector256.Create<long>(_froms.AsSpan(i)), rank);
            return place;
        }

        private void Refill()
        {
            while (_heap.Count == 0)
            {
                var lots = _buckets[--_length];
                _froms[_length] = long.MinValue;
                while (lots.Count > Few && Cuts(lots) is { } cuts) lots = Cut(lots, cuts);
                for (; lots.Count > 0; lots.DropLast(chunks)) _heap.Append(lots.LastItems(chunks));
                _heap.Order();
            }
        }

        // The heap keeps its first half; the rest is the nearest bucket. What has one cost only cannot be halved, and waits until it is twice as many.
        private void Shed()
        {
            if (_heap.Middle() is not { } from)
            {
                _most = _heap.Count * 2;
                return;
            }

            var rest = new Filling<Ranked>(chunks);
            _heap.Split(from, chunks, ref rest);
            _most = Math.Max(Few, _heap.Count) * 2;
            Begin(from, rest.Done(chunks));
            // Buckets grow with their distance, so that there are few of them.
            while (_length > 1 && _buckets[_length - 2].Count <= _buckets[_length - 1].Count) Join();
        }

        private void Join()
        {
            var (from, near) = (_froms[--_length], _buckets[_length]);
            (_froms[_length], _froms[_length - 1]) = (long.MinValue, from);
            _buckets[_length - 1].PushAll(chunks, near);
        }

        private void Begin(long from, Bag<Ranked> lots)
        {
            if (_length == _buckets.Length)
            {
                Array.Resize(ref _buckets, _length * 2);
                Array.Resize(ref _froms, _length * 2);
                _froms.AsSpan(_length).Fill(long.MinValue);
            }

            (_froms[_length], _buckets[_length]) = (from, lots);
            _length++;
        }

        // What is ranked from each cut on becomes a bucket; returns what comes before all of them.
        private Bag<Ranked> Cut(Bag<Ranked> lots, Vector256<long> cuts)
        {
            Span<Filling<Ranked>> parts = stackalloc Filling<Ranked>[Vector256<long>.Count + 1];
            for (var i = 0; i < parts.Length; i++) parts[i] = new(chunks);
            for (; lots.Count > 0; lots.DropLast(chunks))
                foreach (ref readonly var lot in lots.LastItems(chunks)) parts[Before(cuts, lot.Rank)].Put(chunks, lot, 1);
            for (var i = 0; i < Vector256<long>.Count; i++)
                if (parts[i].Done(chunks) is { Count: > 0 } part) Begin(cuts[i], part);
            return parts[^1].Done(chunks);
        }

        // How many of some descending ranks one comes before.
        private static int Before(Vector256<long> ranks, long rank) => BitOperations.PopCount(Vector256.GreaterThan(ranks, Vector256.Create(rank)).ExtractMostSignificantBits());

        // Ranks about the half, the quarter and so on of what is there has before it, as long as that is much; null when all have the same rank.
        private readonly Vector256<long>? Cuts(Bag<Ranked> lots)
        {
            Span<long> samples = stackalloc long[Samples];
            samples = samples[..Sampled(lots, samples)];
            samples.Sort();
            if (BehindFirst(samples, 0) is null) return Most(lots, samples[0]) is { } most ? Unreached.WithElement(Vector256<long>.Count - 1, most) : null;
            var cuts = Unreached;
            var count = Math.Clamp(BitOperations.Log2((uint)(lots.Count / Few)), 1, Vector256<long>.Count);
            for (var i = 1; i <= count; i++) cuts = cuts.WithElement(Vector256<long>.Count - count + i - 1, BehindFirst(samples, samples.Length >> i)!.Value);
            return cuts;
        }

        private readonly int Sampled(Bag<Ranked> lots, Span<long> samples)
        {
            var (place, found, step) = (lots.LastPlace, 0, Math.Max(1, lots.Count / samples.Length));
            for (var passed = 0; found < samples.Length && passed < lots.Count; place = chunks.Linked(place))
            {
                var items = lots.ItemsAt(chunks, place);
                for (; found < samples.Length && (found * step) - passed is var next && next < items.Length; found++) samples[found] = items[next].Rank;
                passed += items.Length;
            }

            return found;
        }

        // A rank that has others before it, as one is known; null when all are that one.
        private readonly long? Most(Bag<Ranked> lots, long one)
        {
            var (least, most) = (one, one);
            var place = lots.LastPlace;
            for (var passed = 0; passed < lots.Count; place = chunks.Linked(place))
            {
                var items = lots.ItemsAt(chunks, place);
                foreach (ref readonly var lot in items) (least, most) = (Math.Min(least, lot.Rank), Math.Max(most, lot.Rank));
                passed += items.Length;
            }

            return most > least ? most : null;
        }

        private static long[] Unused(int length)
        {
            var froms = new long[length];
            froms.AsSpan().Fill(long.MinValue);
            return froms;
        }
    }
}
