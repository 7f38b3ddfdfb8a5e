using System.Numerics;

namespace PortfolioPlatform.Accounting.Lots;

/// <content>Storage that grows without being copied.</content>
public sealed partial class CompactBook
{
    /// <summary>
    /// Growing an array by doubling copies everything and keeps both copies alive for a while; pages, each as large as all before it, do neither. A small book takes little,
    /// a large one few allocations; what is not used yet is not touched.
    /// </summary>
    private sealed class Pages<T>
        where T : unmanaged
    {
        private const int FirstBits = 8;
        private const int Most = 32 - FirstBits;

        private readonly T[][] _pages = new T[Most][];

        public int Count { get; private set; }

        public ref T this[int index]
        {
            get
            {
                var place = (uint)index + (1u << FirstBits);
                var bits = BitOperations.Log2(place);
                return ref _pages[bits - FirstBits][place ^ (1u << bits)];
            }
        }

        /// <summary>Forgets what comes at a place and after; its memory stays.</summary>
        public void Truncate(int count) => Count = count;

        /// <summary>Places for as many more, which is a power of two at most 256 and divides what is there; what stands there is undefined.</summary>
        public void Extend(int count)
        {
            var bits = BitOperations.Log2((uint)Count + (1u << FirstBits));
            _pages[bits - FirstBits] ??= GC.AllocateUninitializedArray<T>(1 << bits);
            Count += count;
        }

        /// <summary>Places side by side that <see cref="Extend"/> made at once.</summary>
        public Span<T> Span(int index, int count)
        {
            var place = (uint)index + (1u << FirstBits);
            var bits = BitOperations.Log2(place);
            return _pages[bits - FirstBits].AsSpan((int)(place ^ (1u << bits)), count);
        }

        /// <summary>A place for one more; what stands there is undefined.</summary>
        public ref T Add()
        {
            var bits = BitOperations.Log2((uint)Count + (1u << FirstBits));
            _pages[bits - FirstBits] ??= GC.AllocateUninitializedArray<T>(1 << bits);
            return ref this[Count++];
        }
    }
}
