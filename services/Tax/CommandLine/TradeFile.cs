using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.Events;

namespace PortfolioPlatform.Tax.CommandLine;

/// <summary>
/// Reads <c>id,timestamp,venue,asset,side,quantity,price,fee</c> and any of the further columns of docs/tax.md: UTF-8, UTC timestamps, price and fee in the book currency.
/// </summary>
internal sealed class TradeFile
{
    /// <summary>The columns every file begins with.</summary>
    public static readonly string[] Required = ["id", "timestamp", "venue", "asset", "side", "quantity", "price", "fee"];

    private readonly RecentWords<AssetId> _recentAssets = new();
    private readonly RecentWords<string> _recentWords = new();
    private readonly Func<ReadOnlySpan<byte>, AssetId> _readAsset;
    private readonly Func<ReadOnlySpan<byte>, string> _readWord;
    private readonly WordOf _word;
    private readonly AssetOf _asset;
    private string[] _further = [];
    private readonly Dictionary<string, string> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AssetId> _assets = new(StringComparer.Ordinal);

    public TradeFile() => (_readAsset, _readWord, _word, _asset) = (ReadAsset, ReadWord, Word, Asset);

    /// <summary>The rows' own ids; an event's id is its ordinal here.</summary>
    public EventIds Ids { get; } = new();

    /// <summary>Calls <paramref name="take"/> for each row, in the order of the file. Throws <see cref="BadRowException"/> at the first row that cannot be read.</summary>
    public async Task<long> ReadAsync(Stream stream, RowTaker take, Action<long> progress, CancellationToken cancellationToken)
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

    // What runs once for each of a million rows is compiled well at once: waiting until it proved hot would take as long as the rows do.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Lines(ReadOnlySpan<byte> bytes, bool last, ref long line, RowTaker take)
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

    private void Header(ReadOnlySpan<byte> text)
    {
        var names = Encoding.UTF8.GetString(text).TrimStart('\uFEFF').Split(',');
        var further = names.Skip(Required.Length).ToArray();
        if (!names.Take(Required.Length).SequenceEqual(Required, StringComparer.Ordinal) || further.Except(RowColumns.Names, StringComparer.Ordinal).Any() || further.Distinct(StringComparer.Ordinal).Count() != further.Length)
            throw new BadRowException(1, $"the header {string.Join(',', Required)}, then any of {string.Join(", ", RowColumns.Names)}");
        _further = further;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private TaxEvent Row(ReadOnlySpan<byte> text, long line)
    {
        var fields = new FieldReader(text, line);
        var idText = fields.Text("id");
        if (idText.IsEmpty) throw new BadRowException(line, "an id");
        var time = fields.Time("timestamp");
        var venue = Word(fields.Text("venue"));
        var asset = Asset(fields.Text("asset"));
        var side = fields.Text("side");
        var units = fields.Number("quantity", mayBeEmpty: false);
        var price = fields.Number("price", mayBeEmpty: true);
        var fee = fields.Number("fee", mayBeEmpty: true);
        var columns = new RowColumns(line);
        for (var i = 0; i < _further.Length && !fields.Ended; i++) columns.Set(_further[i], fields.Text(_further[i]), fields, _word, _asset);
        if (!fields.Ended) throw new BadRowException(line, $"{Required.Length + _further.Length} fields, as in the header");
        var @class = columns.Class(side);
        if (@class == EventClass.Swap && side.SequenceEqual("buy"u8)) columns.Purchase();
        columns.Check(@class, units);
        return new TaxEvent(Ids.Add(idText), time, venue, asset, @class, units, price, fee, columns.More, columns.PriceSource);
    }

    private AssetId Asset(ReadOnlySpan<byte> bytes) => _recentAssets.Of(bytes, _readAsset);

    private string Word(ReadOnlySpan<byte> bytes) => _recentWords.Of(bytes, _readWord);

    private AssetId ReadAsset(ReadOnlySpan<byte> bytes)
    {
        Span<char> chars = stackalloc char[64];
        if (bytes.Length > chars.Length) return new AssetId(Encoding.UTF8.GetString(bytes));
        var text = chars[..Encoding.UTF8.GetChars(bytes, chars)];
        var lookup = _assets.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!lookup.TryGetValue(text, out var asset)) lookup[text] = asset = new AssetId(text.ToString());
        return asset;
    }

    private string ReadWord(ReadOnlySpan<byte> bytes)
    {
        Span<char> chars = stackalloc char[64];
        if (bytes.Length > chars.Length) return Encoding.UTF8.GetString(bytes);
        var text = chars[..Encoding.UTF8.GetChars(bytes, chars)];
        var lookup = _words.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!lookup.TryGetValue(text, out var word)) lookup[text] = word = text.ToString();
        return word;
    }
}

/// <summary>Takes a row of a file.</summary>
internal delegate void RowTaker(in TaxEvent row);

/// <summary>A row cannot be read.</summary>
internal sealed class BadRowException(long line, string expected) : Exception($"line {line}: expected {expected}");
