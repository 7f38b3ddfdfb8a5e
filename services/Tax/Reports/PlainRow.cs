using System.Buffers;
using System.Buffers.Text;
using System.Text;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.CommandLine;
using PortfolioPlatform.Tax.Events;

namespace PortfolioPlatform.Tax.Reports;

/// <summary>
/// A row with nothing in the further columns but a type and the source of its price, written as bytes without a text in between: nearly every row is one.
/// Its three forms are those of <see cref="SeenEvents"/>, byte for byte.
/// </summary>
internal sealed class PlainRow
{
    private const int LongestNumber = 27;

    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\n");

    private readonly ArrayBufferWriter<byte> _happened = new(256);
    private readonly ArrayBufferWriter<byte> _priced = new(128);
    private readonly ArrayBufferWriter<byte> _row = new(256);

    /// <summary>Everything but prices.</summary>
    public ReadOnlySpan<byte> Happened => _happened.WrittenSpan;

    /// <summary>The price and its source.</summary>
    public ReadOnlySpan<byte> Priced => _priced.WrittenSpan;

    /// <summary>The row as the input writes it, with its end.</summary>
    public ReadOnlySpan<byte> Row => _row.WrittenSpan;

    /// <summary>Whether no text of a row needs quotes.</summary>
    public static bool IsPlain(in TaxEvent e, EventIds ids) => IsPlain(ids.TextOf(e.Id)) && IsPlain(e.Venue) && IsPlain(e.Asset.Value) && IsPlain(e.PriceSource);

    public void Write(in TaxEvent e, EventIds ids)
    {
        _happened.ResetWrittenCount();
        _priced.ResetWrittenCount();
        _row.ResetWrittenCount();
        Id(_row, ids, e.Id);
        _priced.Write(_row.WrittenSpan);
        _row.Write(","u8);
        _row.Advance(Utf8Rows.Iso(e.Time.UtcDateTime, isDay: false, _row.GetSpan(LongestNumber)));
        Cell(_row, e.Venue);
        Cell(_row, e.Asset.Value);
        Cell(_row, e.Class is EventClass.Buy ? "buy" : e.Class is EventClass.Sell ? "sell" : "");
        Cell(_row, e.Units);
        _happened.Write(_row.WrittenSpan);
        _happened.Write(","u8);
        Cell(_row, e.Price);
        Cell(_priced, e.Price);
        Rest(_happened, e);
        Rest(_row, e);
        _priced.Write(",,,"u8);
        Cell(_priced, e.PriceSource ?? "");
        Text(_row, e.PriceSource ?? "");
        _row.Write("\n"u8);
    }

    // The fee, the type, and all that is empty up to the last column.
    private static void Rest(ArrayBufferWriter<byte> to, in TaxEvent e)
    {
        Cell(to, e.Fee);
        Cell(to, e.Class is EventClass.Buy or EventClass.Sell ? "" : EventTranslation.Word(e.Class));
        to.Write(",,,,,,,,,,,,,"u8);
    }

    private static void Id(ArrayBufferWriter<byte> to, EventIds ids, long ordinal)
    {
        if (ids.TextOf(ordinal) is { } text)
        {
            Text(to, text);
            return;
        }

        Utf8Formatter.TryFormat(ids.NumberOf(ordinal), to.GetSpan(LongestNumber), out var length);
        to.Advance(length);
    }

    private static void Cell(ArrayBufferWriter<byte> to, Quantity number)
    {
        to.Write(","u8);
        number.TryFormat(to.GetSpan(Quantity.MaxTextLength), out var length, default, null);
        to.Advance(length);
    }

    private static void Cell(ArrayBufferWriter<byte> to, string text)
    {
        to.Write(","u8);
        Text(to, text);
    }

    private static void Text(ArrayBufferWriter<byte> to, string text) => to.Advance(Encoding.UTF8.GetBytes(text, to.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length))));

    // A text that begins like a formula is marked where it is hashed.
    private static bool IsPlain(string? text) => string.IsNullOrEmpty(text) || (text[0] is not ('=' or '@' or '+' or '-') && text.AsSpan().IndexOfAny(Quoted) < 0);
}
