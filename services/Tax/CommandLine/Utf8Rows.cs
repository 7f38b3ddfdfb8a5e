using System.Buffers.Text;
using System.Text;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Tax.CommandLine;

/// <summary>Rows of a table of hundreds of thousands, written as bytes without a text in between. Cells are separated by commas and not quoted: none of them holds one.</summary>
internal sealed class Utf8Rows(string path) : IAsyncDisposable
{
    private const int Chunk = 1 << 16;
    private const int LongestNumber = 24;

    private readonly FileStream _file = new(path, FileMode.Create, FileAccess.Write, FileShare.Read, 1, FileOptions.Asynchronous);
    private byte[] _bytes = new byte[Chunk * 2];
    private int _length;
    private bool _isBegun;

    /// <summary>A cell of text.</summary>
    public Utf8Rows Add(string text)
    {
        var cell = Cell(Encoding.UTF8.GetMaxByteCount(text.Length));
        _length += Encoding.UTF8.GetBytes(text, cell);
        return this;
    }

    /// <summary>A cell with an exact number.</summary>
    public Utf8Rows Add(Quantity number)
    {
        number.TryFormat(Cell(Quantity.MaxTextLength), out var written, default, null);
        _length += written;
        return this;
    }

    /// <summary>A cell with an event's id, or a word where there is none.</summary>
    public Utf8Rows Add(EventIds ids, long ordinal, string without)
    {
        if (ordinal < 0) return Add(without);
        if (ids.TextOf(ordinal) is { } text) return Add(text);
        Utf8Formatter.TryFormat(ids.NumberOf(ordinal), Cell(LongestNumber), out var written);
        _length += written;
        return this;
    }

    /// <summary>A cell with an instant in ISO 8601, or only its day; empty for none.</summary>
    public Utf8Rows Add(DateTimeOffset? time, bool isDay)
    {
        if (time is not { } at) return Add("");
        var cell = Cell(LongestNumber + 4);
        _length += Iso(at.UtcDateTime, isDay, cell);
        return this;
    }

    /// <summary>Ends the row, and hands what is full to the file.</summary>
    public ValueTask EndRowAsync(CancellationToken cancellationToken)
    {
        Room(1)[0] = (byte)'\n';
        _length++;
        _isBegun = false;
        return _length < Chunk ? ValueTask.CompletedTask : FlushAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await FlushAsync(CancellationToken.None);
        await _file.DisposeAsync();
    }

    private async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        await _file.WriteAsync(_bytes.AsMemory(0, _length), cancellationToken);
        _length = 0;
    }

    private Span<byte> Cell(int room)
    {
        var span = Room(room + 1);
        if (!_isBegun)
        {
            _isBegun = true;
            return span;
        }

        span[0] = (byte)',';
        _length++;
        return span[1..];
    }

    private Span<byte> Room(int room)
    {
        if (_bytes.Length - _length < room) Array.Resize(ref _bytes, (_length + room) * 2);
        return _bytes.AsSpan(_length);
    }

    /// <summary>Writes an instant in ISO 8601, or only its day; at most 27 bytes.</summary>
    /// <returns>How many bytes.</returns>
    public static int Iso(DateTime time, bool isDay, Span<byte> to)
    {
        var (year, month, day) = time;
        Two(year / 100, to);
        Two(year % 100, to[2..]);
        to[4] = (byte)'-';
        Two(month, to[5..]);
        to[7] = (byte)'-';
        Two(day, to[8..]);
        if (isDay) return 10;
        to[10] = (byte)'T';
        Two(time.Hour, to[11..]);
        to[13] = (byte)':';
        Two(time.Minute, to[14..]);
        to[16] = (byte)':';
        Two(time.Second, to[17..]);
        var length = Fraction((int)(time.Ticks % TimeSpan.TicksPerSecond / TimeSpan.TicksPerMicrosecond), to[19..]) + 19;
        to[length] = (byte)'Z';
        return length + 1;
    }

    private static int Fraction(int microseconds, Span<byte> to)
    {
        if (microseconds == 0) return 0;
        to[0] = (byte)'.';
        for (var i = 6; i > 0; i--, microseconds /= 10) to[i] = (byte)('0' + (microseconds % 10));
        var length = 7;
        while (to[length - 1] == '0') length--;
        return length;
    }

    private static void Two(int number, Span<byte> to)
    {
        to[0] = (byte)('0' + (number / 10));
        to[1] = (byte)('0' + (number % 10));
    }
}
