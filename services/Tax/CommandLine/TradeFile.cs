using System.Buffers;
using System.Text;
using PortfolioPlatform.Accounting.Lots;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Tax.CommandLine;

/// <summary>
/// Reads <c>id,timestamp,venue,asset,side,quantity,price,fee[,type[,to_venue]]</c>: UTF-8, UTC timestamps, price and fee in the book currency.
/// <c>type</c> is empty or <c>trade</c> (side buy or sell), <c>income</c> (price = fair value of a unit) or <c>transfer</c> (to <c>to_venue</c>; no price).
/// </summary>
internal sealed class TradeFile
{
    private static readonly string[] Required = ["id", "timestamp", "venue", "asset", "side", "quantity", "price", "fee"];
    private static readonly string[] Optional = ["type", "to_venue"];

    private readonly Dictionary<string, string> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AssetId> _assets = new(StringComparer.Ordinal);

    /// <summary>The rows' own ids; an event's id is its ordinal here.</summary>
    public EventIds Ids { get; } = new();

    /// <summary>Calls <paramref name="take"/> for each row, in the order of the file. Throws <see cref="BadRowException"/> at the first row that cannot be read.</summary>
    public async Task<long> ReadAsync(Stream stream, Action<LotEvent> take, Action<long> progress, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 20);
        try
        {
            long line = 0;
            var kept = 0;
            while (true)
            {
                var read = await stream.ReadAsync(buffer.AsMemory(kept), cancellationToken);
                var end = kept + read;
                var used = Lines(buffer.AsSpan(0, end), last: read == 0, ref line, take);
                progress(line);
                if (read == 0) return Math.Max(0, line - 1);
                kept = end - used;
                buffer.AsSpan(used, kept).CopyTo(buffer);
                if (kept == buffer.Length) throw new BadRowException(line + 1, "a line of at most one mebibyte");
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private int Lines(ReadOnlySpan<byte> bytes, bool last, ref long line, Action<LotEvent> take)
    {
        var used = 0;
        while (used < bytes.Length)
        {
            var length = bytes[used..].IndexOf((byte)'\n');
            if (length < 0 && !last) break;
            var text = length < 0 ? bytes[used..] : bytes.Slice(used, length);
            used += text.Length + (length < 0 ? 0 : 1);
            if (text is [.., (byte)'\r']) text = text[..^1];
            line++;
            if (line == 1) Header(text);
            else if (!text.IsEmpty) take(Row(text, line));
        }

        return used;
    }

    private static void Header(ReadOnlySpan<byte> text)
    {
        var names = Encoding.UTF8.GetString(text).TrimStart('\uFEFF').Split(',');
        if (names.Length < Required.Length || !names.SequenceEqual(Required.Concat(Optional).Take(names.Length), StringComparer.Ordinal))
            throw new BadRowException(1, $"the header {string.Join(',', Required)}[,{string.Join("[,", Optional)}]]");
    }

    private LotEvent Row(ReadOnlySpan<byte> text, long line)
    {
        var fields = new FieldReader(text, line);
        var idText = fields.Text("id");
        if (idText.IsEmpty) throw new BadRowException(line, "an id");
        var time = fields.Time("timestamp");
        var venue = Word(fields.Text("venue"));
        var asset = Asset(fields.Text("asset"));
        var side = fields.Text("side");
        var isSell = side.SequenceEqual("sell"u8);
        var isBuy = side.SequenceEqual("buy"u8);
        var units = fields.Number("quantity", mayBeEmpty: false);
        var price = fields.Number("price", mayBeEmpty: true);
        var fee = fields.Number("fee", mayBeEmpty: true);
        var type = fields.Text("type");
        var id = Ids.Add(idText);
        if (units.Sign <= 0) throw new BadRowException(line, "a quantity above zero");
        if (type.IsEmpty || type.SequenceEqual("trade"u8))
        {
            if (!isSell && !isBuy) throw new BadRowException(line, "side buy or sell");
            return new LotEvent(id, time, venue, asset, isSell ? LotEventKind.Sell : LotEventKind.Buy, units, price, fee);
        }

        if (type.SequenceEqual("income"u8)) return new LotEvent(id, time, venue, asset, LotEventKind.Income, units, price, fee);
        if (!type.SequenceEqual("transfer"u8)) throw new BadRowException(line, "type trade, income or transfer");
        var to = fields.Text("to_venue");
        if (to.IsEmpty) throw new BadRowException(line, "to_venue, because type is transfer");
        return new LotEvent(id, time, venue, asset, LotEventKind.Transfer, units, Quantity.Zero, fee, Word(to));
    }

    private AssetId Asset(ReadOnlySpan<byte> bytes)
    {
        Span<char> chars = stackalloc char[64];
        if (bytes.Length > chars.Length) return new AssetId(Encoding.UTF8.GetString(bytes));
        var text = chars[..Encoding.UTF8.GetChars(bytes, chars)];
        var lookup = _assets.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!lookup.TryGetValue(text, out var asset)) lookup[text] = asset = new AssetId(text.ToString());
        return asset;
    }

    private string Word(ReadOnlySpan<byte> bytes)
    {
        Span<char> chars = stackalloc char[64];
        if (bytes.Length > chars.Length) return Encoding.UTF8.GetString(bytes);
        var text = chars[..Encoding.UTF8.GetChars(bytes, chars)];
        var lookup = _words.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!lookup.TryGetValue(text, out var word)) lookup[text] = word = text.ToString();
        return word;
    }
}

/// <summary>A row cannot be read.</summary>
internal sealed class BadRowException(long line, string expected) : Exception($"line {line}: expected {expected}");
