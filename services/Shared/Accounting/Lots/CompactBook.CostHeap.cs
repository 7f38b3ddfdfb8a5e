using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PortfolioPlatform.Accounting.Lots;

/// <content>The few open lots that are next by unit cost.</content>
public sealed partial class CompactBook
{
    /// <summary>
    /// A heap of eight children a node and eight roots. Ranks stand apart from lots: the way down compares one line of memory a level, by vectors and without a branch, and what moves with a rank is
    /// on nobody's way. Places behind the last are ranked behind everything, so that every group is whole.
    /// </summary>
    [StructLayout(LayoutKind.Auto)]
    private struct CostHeap
    {
        private const int Width = 8;
        private const long Nothing = long.MaxValue;

        private long[] _ranks = new long[Width * 2];
        private Part[] _parts = new Part[Width * 2];
        private int _next = None;

        public CostHeap() => _ranks.AsSpan().Fill(Nothing);

        public int Count { get; private set; }

        public void Add(long rank, Part part)
        {
            if (Count == _ranks.Length) Grow();
            Put(Count++, rank, part);
        }

        public ref Part Next()
        {
            if (_next == None) _next = Best(_ranks, _parts, 0);
            return ref _parts[_next];
        }

        public void RemoveNext()
        {
            var (ranks, parts) = (_ranks, _parts);
            var hole = _next;
            var last = --Count;
            var (rank, part) = (ranks[last], parts[last]);
            (ranks[last], _next) = (Nothing, None);
            if (hole == last) return;
            // The hole goes down to a leaf, then up: what stood last nearly always belongs near the leaves again.
            for (var child = (hole + 1) * Width; child < last; child = (hole + 1) * Width)
            {
                child = Best(ranks, parts, child);
                (ranks[hole], parts[hole]) = (ranks[child], parts[child]);
                hole = child;
            }

            Put(hole, rank, part);
        }

        /// <summary>Puts lots at the end, whatever their rank; <see cref="Order"/> must follow.</summary>
        public void Append(ReadOnlySpan<Ranked> lots)
        {
            while (Count + lots.Length > _ranks.Length) Grow();
            foreach (ref readonly var lot in lots)
            {
                (_ranks[Count], _parts[Count]) = (lot.Rank, lot.Part);
                Count++;
            }
        }

        /// <summary>Brings everything into order, from the leaves up.</summary>
        public void Order()
        {
            _next = None;
            for (var parent = ((Count - 1) / Width) - 1; parent >= 0; parent--) Sink(parent);
        }

        /// <summary>Keeps what comes before a rank and hands out the rest.</summary>
        public void Split(long from, Chunks<Ranked> chunks, ref Filling<Ranked> rest)
        {
            var (ranks, parts) = (_ranks, _parts);
            var kept = 0;
            for (var i = 0; i < Count; i++)
            {
                var lot = new Ranked { Rank = ranks[i], Part = parts[i] };
                var stays = lot.Rank < from ? 1 : 0;
                (ranks[kept], parts[kept]) = (lot.Rank, lot.Part);
                kept += stays;
                rest.Put(chunks, lot, 1 - stays);
            }

            ranks.AsSpan(kept, Count - kept).Fill(Nothing);
            Count = kept;
            Order();
        }

        /// <summary>A rank that has others before it; null when all have the same.</summary>
        public readonly long? Middle()
        {
            Span<long> samples = stackalloc long[Samples];
            for (var i = 0; i < samples.Length; i++) samples[i] = _ranks[i * Count / samples.Length];
            samples.Sort();
            if (BehindFirst(samples, samples.Length / 2) is { } middle) return middle;
            // What comes first stands among the roots.
            var (least, most) = (_ranks[Best(_ranks, _parts, 0)], long.MinValue);
            foreach (var rank in _ranks.AsSpan(0, Count)) most = Math.Max(most, rank);
            return most > least ? most : null;
        }

        public void Clear()
        {
            _ranks.AsSpan(0, Count).Fill(Nothing);
            (Count, _next) = (0, None);
        }

        private void Put(int place, long rank, Part part)
        {
            var (ranks, parts) = (_ranks, _parts);
            while (place >= Width && (place / Width) - 1 is var parent && (rank < ranks[parent] || (rank == ranks[parent] && part.Lot < parts[parent].Lot)))
            {
                (ranks[place], parts[place]) = (ranks[parent], parts[parent]);
                place = parent;
            }

            (ranks[place], parts[place]) = (rank, part);
            if (place < Width) _next = None;
        }

        private readonly void Sink(int hole)
        {
            var (ranks, parts) = (_ranks, _parts);
            var (rank, part) = (ranks[hole], parts[hole]);
            for (var child = (hole + 1) * Width; child < Count; child = (hole + 1) * Width)
            {
                child = Best(ranks, parts, child);
                if (rank < ranks[child] || (rank == ranks[child] && part.Lot < parts[child].Lot)) break;
                (ranks[hole], parts[hole]) = (ranks[child], parts[child]);
                hole = child;
            }

            (ranks[hole], parts[hole]) = (rank, part);
        }

        private void Grow()
        {
            var length = _ranks.Length;
            Array.Resize(ref _parts, length * 2);
            Array.Resize(ref _ranks, length * 2);
            _ranks.AsSpan(length).Fill(Nothing);
        }

        // The first of a group; of equal cost the one that came first.
        private static int Best(long[] ranks, Part[] parts, int group)
        {
            var low = Vector256.Create<long>(ranks.AsSpan(group, Width));
            var high = Vector256.Create<long>(ranks.AsSpan(group + (Width / 2), Width / 2));
            var four = Vector256.Min(low, high);
            var two = Vector128.Min(four.GetLower(), four.GetUpper());
            var least = Vector256.Create(Math.Min(two[0], two[1]));
            var same = Vector256.Equals(low, least).ExtractMostSignificantBits() | (Vector256.Equals(high, least).ExtractMostSignificantBits() << (Width / 2));
            var best = group + BitOperations.TrailingZeroCount(same);
            for (same &= same - 1; same != 0; same &= same - 1)
                if (group + BitOperations.TrailingZeroCount(same) is var other && parts[other].Lot < parts[best].Lot) best = other;
            return best;
        }
    }

    // The first of sorted numbers from a place on that is no longer the least; null when all are the same.
    private static long? BehindFirst(ReadOnlySpan<long> sorted, int place)
    {
        for (; place < sorted.Length; place++)
            if (sorted[place] > sorted[0]) return sorted[place];
        return null;
    }

    [StructLayout(LayoutKind.Auto)]
    private struct Ranked
    {
        public long Rank;
        public Part Part;
    }
}
