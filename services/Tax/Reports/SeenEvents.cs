using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.CommandLine;
using PortfolioPlatform.Tax.Events;
using PortfolioPlatform.Tax.Forms;

namespace PortfolioPlatform.Tax.Reports;

/// <summary>
/// What a report was made of: its events in their order, as rows of the input format, so that the same report can be made from them again;
/// and one hash over what happened, another over the prices it was valued at.
/// </summary>
internal sealed class SeenEvents(EventIds ids)
{
    private readonly ArrayBufferWriter<byte> _rows = new();
    private readonly ArrayBufferWriter<byte> _scratch = new();
    private readonly PlainRow _plain = new();
    private byte[] _events = [];
    private byte[] _prices = [];

    /// <summary>The names of all columns.</summary>
    public static string Header { get; } = string.Join(',', [.. TradeFile.Required, .. RowColumns.Names]);

    /// <summary>Number of events.</summary>
    public int Count { get; private set; }

    /// <summary>Hash over everything but prices and values.</summary>
    public string EventsHash => Convert.ToHexStringLower(_events);

    /// <summary>Hash over prices and values, each with its row's id.</summary>
    public string PricesHash => Convert.ToHexStringLower(_prices);

    /// <summary>Takes the next event.</summary>
    public void Add(in TaxEvent e)
    {
        Count++;
        if (e.More is null && PlainRow.IsPlain(e, ids))
        {
            _plain.Write(e, ids);
            (_events, _prices) = (Chained(_events, _plain.Happened), Chained(_prices, _plain.Priced));
            _rows.Write(_plain.Row);
            return;
        }

        var (id, m) = (ids[e.Id], e.More);
        string[] happened =
        [
            id, ReportFiles.Iso(e.Time), e.Venue, e.Asset.Value, e.Class is EventClass.Buy || m is { IsPurchase: true } ? "buy" : e.Class is EventClass.Sell ? "sell" : "", e.Units.ToString(), "", e.Fee.ToString(),
            e.Class is EventClass.Buy or EventClass.Sell ? "" : EventTranslation.Word(e.Class), m?.ToVenue ?? "", m?.ToAsset?.Value ?? "", Number(m?.ToUnits), "", m?.FeeAsset?.Value ?? "", Number(m?.FeeUnits), "",
            m?.Basis?.ToString() ?? "", m?.Acquired is { } acquired ? ReportFiles.Iso(acquired) : "", "", m?.Lots ?? "", m?.IdentifiedAt is { } at ? ReportFiles.Iso(at) : "", "",
        ];
        (int Column, string Text)[] priced = [(6, e.Price.ToString()), (12, m?.ToPrice?.ToString() ?? ""), (15, Number(m?.FeePrice)), (18, m?.PortfolioValue?.ToString() ?? ""), (21, e.PriceSource ?? "")];
        _events = Chained(_events, CsvText.Line(happened));
        _prices = Chained(_prices, CsvText.Line([id, .. priced.Select(p => p.Text)]));
        foreach (var (column, text) in priced) happened[column] = text;
        var row = string.Join(',', happened);
        _rows.Advance(Encoding.UTF8.GetBytes(row, _rows.GetSpan(Encoding.UTF8.GetMaxByteCount(row.Length))));
        _rows.Write("\n"u8);
    }

    /// <summary>Adds a price that came from the file of prices.</summary>
    public void Add(AssetId asset, PricePoint point) => _prices = Chained(_prices, CsvText.Line([asset.Value, ReportFiles.Iso(point.Time), point.Price.ToString(), point.Source]));

    /// <summary>The rows with their header.</summary>
    public byte[] Bytes() => [.. Encoding.UTF8.GetBytes($"{Header}\n"), .. _rows.WrittenSpan];

    /// <summary>Writes the rows with their header.</summary>
    public async Task WriteAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = File.Create(path);
        await file.WriteAsync(Encoding.UTF8.GetBytes($"{Header}\n"), cancellationToken);
        await file.WriteAsync(_rows.WrittenMemory, cancellationToken);
    }

    private static string Number(Quantity? value) => value is { IsZero: false } v ? v.ToString() : "";

    // Each row's hash covers the one before it.
    private byte[] Chained(byte[] before, string line) => Chained(before, Encoding.UTF8.GetBytes(line));

    private byte[] Chained(byte[] before, ReadOnlySpan<byte> line)
    {
        _scratch.ResetWrittenCount();
        _scratch.Write(before);
        _scratch.Write(line);
        return SHA256.HashData(_scratch.WrittenSpan);
    }
}
