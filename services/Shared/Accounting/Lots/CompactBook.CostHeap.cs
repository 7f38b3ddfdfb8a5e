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

        /// <summary>What stands at a place, in no promised order.</summary>
        public readonly Ranked this[int place] => new() { Rank = _ranks[place], Part = _parts[place] };

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

        private void Grow()
        {
            Array.Resize(ref _parts, Count * 2);
            Array.Resize(ref _ranks, Count * 2);
            _ranks.AsSpan(Count).Fill(Nothing);
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

    [StructLayout(LayoutKind.Auto)]
    private struct Ranked
    {
        public long Rank;
        public Part Part;
    }
}
