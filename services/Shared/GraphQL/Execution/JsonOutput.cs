using System.Buffers;
using System.Buffers.Text;
using System.Collections;
using System.Globalization;
using System.Text.Unicode;

namespace PortfolioPlatform.GraphQL.Execution;

/// <summary>JSON into one growing pooled buffer of UTF-8. The caller writes structure; values are escaped here.</summary>
public sealed class JsonOutput : IDisposable
{
    private static readonly SearchValues<char> Escaped = SearchValues.Create([.. Enumerable.Range(0, 32).Select(c => (char)c), '"', '\\']);

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(4096);

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Written => _buffer.AsMemory(0, Length);

    public void Raw(ReadOnlySpan<byte> utf8)
    {
        utf8.CopyTo(Room(utf8.Length));
        Length += utf8.Length;
    }

    internal void Byte(byte c)
    {
        Room(1)[0] = c;
        Length++;
    }

    internal void Clear() => Length = 0;

    /// <summary>Takes back what was written since the output had this length.</summary>
    internal void Rewind(int length) => Length = length;

    public void Number(long number)
    {
        Utf8Formatter.TryFormat(number, Room(20), out var written);
        Length += written;
    }

    public void Number(double number)
    {
        number.TryFormat(Room(32), out var written, default, CultureInfo.InvariantCulture);
        Length += written;
    }

    /// <summary>A string of the value's own text, which needs no escape.</summary>
    public void Quoted<T>(T exact)
        where T : IUtf8SpanFormattable
    {
        Byte((byte)'"');
        int written;
        for (var room = 40; !exact.TryFormat(Room(room), out written, default, CultureInfo.InvariantCulture);) room *= 2;
        Length += written;
        Byte((byte)'"');
    }

    /// <summary>A string of ASCII that needs no escape.</summary>
    public void QuotedAscii(ReadOnlySpan<byte> ascii)
    {
        Byte((byte)'"');
        Raw(ascii);
        Byte((byte)'"');
    }

    public void Text(string text)
    {
        Byte((byte)'"');
        var at = 0;
        while (at < text.Length)
        {
            var next = text.AsSpan(at).IndexOfAny(Escaped);
            var plain = text.AsSpan(at, next < 0 ? text.Length - at : next);
            Utf8.FromUtf16(plain, Room(plain.Length * 3), out _, out var written);
            Length += written;
            at += plain.Length;
            if (at < text.Length) Escape(text[at++]);
        }
        Byte((byte)'"');
    }

    /// <summary>Null, truth, numbers, strings, lists and dictionaries.</summary>
    public void Any(object? value)
    {
        switch (value)
        {
            case null: Raw("null"u8); break;
            case string s: Text(s); break;
            case bool b: Raw(b ? "true"u8 : "false"u8); break;
            case int or long or short or byte: Number(Convert.ToInt64(value, CultureInfo.InvariantCulture)); break;
            case double d: Number(d); break;
            case IReadOnlyDictionary<string, object?> map: Map(map); break;
            case IEnumerable list: List(list); break;
            default: Text(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""); break;
        }
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private void Escape(char c)
    {
        Byte((byte)'\\');
        switch (c)
        {
            case '"' or '\\': Byte((byte)c); break;
            case '\n': Byte((byte)'n'); break;
            case '\r': Byte((byte)'r'); break;
            case '\t': Byte((byte)'t'); break;
            default:
                Raw("u00"u8);
                Byte((byte)"0123456789abcdef"[c >> 4]);
                Byte((byte)"0123456789abcdef"[c & 15]);
                break;
        }
    }

    private void Map(IReadOnlyDictionary<string, object?> map)
    {
        Byte((byte)'{');
        var first = true;
        foreach (var (name, item) in map)
        {
            if (!first) Byte((byte)',');
            first = false;
            Text(name);
            Byte((byte)':');
            Any(item);
        }
        Byte((byte)'}');
    }

    private void List(IEnumerable list)
    {
        Byte((byte)'[');
        var first = true;
        foreach (var item in list)
        {
            if (!first) Byte((byte)',');
            first = false;
            Any(item);
        }
        Byte((byte)']');
    }

    private Span<byte> Room(int bytes)
    {
        if (_buffer.Length - Length < bytes)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_buffer.Length * 2, Length + bytes));
            _buffer.AsSpan(0, Length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }
        return _buffer.AsSpan(Length);
    }
}
