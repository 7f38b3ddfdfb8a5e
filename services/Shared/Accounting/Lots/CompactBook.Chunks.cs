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
                for (var i = 0; i < Size; i++) _items.Add();
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

        /// <summary>The place before another one of a bag.</summary>
        public int Before(int place) => place % Size == 0 ? ((_links[place / Size] + 1) * Size) - 1 : place - 1;

        /// <summary>Forgets everything; the memory stays.</summary>
        public void Clear()
        {
            _items.Truncate(0);
            _links.Truncate(0);
            _free = None;
        }
    }

    /// <summary>What came last stands at its end.</summary>
    [StructLayout(LayoutKind.Auto)]
    private struct Bag<T>
        where T : unmanaged
    {
        // Behind the last; at the beginning of a chunk only when the one before is full.
        private int _end;

        public int Count { get; private set; }

        public void Push(Chunks<T> chunks, T item)
        {
            if (Count == 0) _end = chunks.Take(None);
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
    }
}
