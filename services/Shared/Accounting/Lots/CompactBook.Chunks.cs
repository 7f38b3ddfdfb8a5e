using System.Runtime.InteropServices;

namespace PortfolioPlatform.Accounting.Lots;

/// <content>Room for open lots of all pools together.</content>
public sealed partial class CompactBook
{
    /// <summary>
    /// Chunks of a few lines of memory, linked with one another and used again: queues and bags of any length grow without being copied, and take no more memory than they hold.
    /// </summary>
    private sealed class Chunks<T>
        where T : unmanaged
    {
        public const int Size = 32;

        private readonly Pages<T> _items = new();
        private readonly Pages<int> _links = new();
        private int _free = None;

        public ref T this[int place] => ref _items[place];

        /// <summary>The first place of a chunk; its link leads to another one.</summary>
        public int Take(int link)
        {
            var chunk = _free;
            if (chunk == None)
            {
                chunk = _links.Count;
                _links.Add();
                _items.Extend(Size);
            }
            else
            {
                _free = _links[chunk];
            }

            _links[chunk] = link;
            return chunk * Size;
        }

        /// <summary>Gives back the chunk of a place; returns its link.</summary>
        public int Give(int place)
        {
            var link = _links[place / Size];
            _links[place / Size] = _free;
            _free = place / Size;
            return link;
        }

        /// <summary>Links the chunk of a place to the chunk of another.</summary>
        public void Link(int place, int to) => _links[place / Size] = to / Size;

        /// <summary>The items of the chunk of a place.</summary>
        public Span<T> Around(int place) => _items.Span(place / Size * Size, Size);

        /// <summary>Puts chunks that are linked, the first of them by its place and the last by its number, between the chunk of another place and the one it is linked to.</summary>
        public void Insert(int first, int last, int after)
        {
            _links[last] = _links[after / Size];
            _links[after / Size] = first / Size;
        }

        /// <summary>A place of the chunk that the chunk of a place is linked to.</summary>
        public int Linked(int place) => _links[place / Size] * Size;

        /// <summary>Forgets everything; the memory stays.</summary>
        public void Clear()
        {
            _items.Truncate(0);
            _links.Truncate(0);
            _free = None;
        }
    }

    /// <summary>What came last stands at its end, unless bags were put together.</summary>
    [StructLayout(LayoutKind.Auto)]
    private struct Bag<T>
        where T : unmanaged
    {
        // Behind the last; at the beginning of a chunk only when the one before is full.
        private int _end;
        private int _bottom;

        public Bag(int end, int bottom, int count) => (_end, _bottom, Count) = (end, bottom, count);

        public int Count { get; private set; }

        public void Push(Chunks<T> chunks, T item)
        {
            if (Count == 0) _bottom = (_end = chunks.Take(None)) / Chunks<T>.Size;
            else if (_end % Chunks<T>.Size == 0) _end = chunks.Take((_end - 1) / Chunks<T>.Size);
            chunks[_end++] = item;
            Count++;
        }

        public readonly int LastPlace => _end - 1;

        public readonly ref T Last(Chunks<T> chunks) => ref chunks[_end - 1];

        public T Pop(Chunks<T> chunks)
        {
            var item = chunks[--_end];
            Count--;
            if (_end % Chunks<T>.Size == 0) _end = (chunks.Give(_end) + 1) * Chunks<T>.Size;
            return item;
        }

        /// <summary>The items of the last chunk.</summary>
        public readonly ReadOnlySpan<T> LastItems(Chunks<T> chunks) => ItemsAt(chunks, LastPlace);

        /// <summary>The items of the chunk of a place: every chunk but the last is full.</summary>
        public readonly ReadOnlySpan<T> ItemsAt(Chunks<T> chunks, int place) => chunks.Around(place)[..(place / Chunks<T>.Size == LastPlace / Chunks<T>.Size ? (LastPlace % Chunks<T>.Size) + 1 : Chunks<T>.Size)];

        /// <summary>Forgets the items of the last chunk; its memory may be used again at once.</summary>
        public void DropLast(Chunks<T> chunks)
        {
            Count -= ((_end - 1) % Chunks<T>.Size) + 1;
            _end = (chunks.Give(_end - 1) + 1) * Chunks<T>.Size;
        }

        /// <summary>Takes all of another bag: whole chunks as they are.</summary>
        public void PushAll(Chunks<T> chunks, Bag<T> other)
        {
            while (other.Count % Chunks<T>.Size != 0) Push(chunks, other.Pop(chunks));
            if (other.Count == 0) return;
            if (Count == 0)
            {
                this = other;
                return;
            }

            chunks.Insert(other.LastPlace, other._bottom, LastPlace);
            if (_bottom == LastPlace / Chunks<T>.Size) _bottom = other._bottom;
            Count += other.Count;
        }
    }
}
