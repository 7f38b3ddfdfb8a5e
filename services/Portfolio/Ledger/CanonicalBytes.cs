using System.Buffers.Binary;
using System.Text;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Portfolio.Ledger;

/// <summary>Writes fields so that no two different contents give the same bytes: numbers big-endian, texts with their length, absent texts as length −1.</summary>
internal sealed class CanonicalBytes
{
    private byte[] buffer = new byte[1024];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => buffer.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public void Add(long number)
    {
        BinaryPrimitives.WriteInt64BigEndian(Room(8), number);
        Length += 8;
    }

    public void Add(int number)
    {
        BinaryPrimitives.WriteInt32BigEndian(Room(4), number);
        Length += 4;
    }

    public void Add(string? text)
    {
        if (text is null)
        {
            Add(-1);
            return;
        }

        var bytes = Encoding.UTF8.GetByteCount(text);
        Add(bytes);
        Encoding.UTF8.GetBytes(text, Room(bytes));
        Length += bytes;
    }

    /// <summary>The canonical text of a number.</summary>
    public void Add(Quantity number)
    {
        number.TryFormat(Room(sizeof(int) + Quantity.MaxTextLength)[sizeof(int)..], out var length, default, null);
        Add(length);
        Length += length;
    }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        Add(bytes.Length);
        bytes.CopyTo(Room(bytes.Length));
        Length += bytes.Length;
    }

    private Span<byte> Room(int bytes)
    {
        if (Length + bytes > buffer.Length) Array.Resize(ref buffer, Math.Max(buffer.Length * 2, Length + bytes));
        return buffer.AsSpan(Length);
    }
}
