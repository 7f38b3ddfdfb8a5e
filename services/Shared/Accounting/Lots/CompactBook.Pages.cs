using System.Numerics;

namespace PortfolioPlatform.Accounting.Lots;

/// <content>Storage that grows without being copied.</content>
public sealed partial class CompactBook
{
    // Growing an array by doubling copies everything and keeps both copies alive for a while; pages do neither.
    private sealed class Pages<T>
        where T : struct
    {
        private const int PageBits = 12;
        private const int PageSize = 1 << PageBits;

        private T[][] _pages = [];

        public int Count { get; private set; }

        public ref T this[int index] => ref _pages[index >> PageBits][index & (PageSize - 1)];

        /// <summary>Forgets what comes at a place and after; its memory stays.</summary>
        public void Truncate(int count) => Count = count;

        public ref T Add()
        {
            var page = Count >> PageBits;
            if (page == _pages.Length) Array.Resize(ref _pages, (int)BitOperations.RoundUpToPowerOf2((uint)page + 1));
            _pages[page] ??= new T[PageSize];
            return ref _pages[page][Count++ & (PageSize - 1)];
        }
    }
}
