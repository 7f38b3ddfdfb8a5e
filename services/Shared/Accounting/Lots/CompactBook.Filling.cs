using System.Runtime.InteropServices;

namespace PortfolioPlatform.Accounting.Lots;

/// <content>Many open lots moved at once.</content>
public sealed partial class CompactBook
{
    /// <summary>A bag that is being filled. Whether an item stays is told with it, so that no branch asks: one that does not is written over by the next.</summary>
    [StructLayout(LayoutKind.Auto)]
    private struct Filling<T>
        where T : unmanaged
    {
        private readonly int _bottom;
        private int _place;
        private int _used;
        private int _full;

        public Filling(Chunks<T> chunks)
        {
            _place = chunks.Take(None);
            _bottom = _place / Chunks<T>.Size;
        }

        /// <summary>Puts an item down, for good if <paramref name="stays"/> is one and not if it is zero.</summary>
        public void Put(Chunks<T> chunks, in T item, int stays)
        {
            chunks[_place + _used] = item;
            _used += stays;
            if (_used == Chunks<T>.Size) Continue(chunks);
        }

        /// <summary>What stayed.</summary>
        public readonly Bag<T> Done(Chunks<T> chunks)
        {
            if (_used > 0) return new(_place + _used, _bottom, _full + _used);
            var before = chunks.Give(_place);
            return _full == 0 ? default : new((before + 1) * Chunks<T>.Size, _bottom, _full);
        }

        private void Continue(Chunks<T> chunks)
        {
            _place = chunks.Take(_place / Chunks<T>.Size);
            _full += Chunks<T>.Size;
            _used = 0;
        }
    }
}
