using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PortfolioPlatform.Accounting.Lots;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.Engines;
using PortfolioPlatform.Tax.Jurisdictions;

namespace PortfolioPlatform.Tax.Forms;

/// <summary>Form 8949: the first ten columns are the form's, the rest traces each row to its lot and events.</summary>
internal static class Form8949
{
    private static readonly string[] Columns =
    [
        "part", "box", "description", "date_acquired", "date_sold", "proceeds", "basis", "code", "adjustment", "gain",
        "wallet", "asset_id", "units", "lot_id", "acq_event", "disp_event", "method", "ident_time", "price_src_acq", "price_src_disp", "assumed_basis", "event_hash",
    ];

    /// <summary>The rows of a year, short term first, each with its box.</summary>
    public static IReadOnlyList<Form8949Row> Rows(ReturnInput input) =>
        [.. input.Rows.Select(r => Row(r, input)).OrderBy(r => r.Box, StringComparer.Ordinal)];

    /// <summary>The sheet of the form: on paper its columns (a) to (h), one box a page.</summary>
    public static FormSheet Sheet(IReadOnlyList<Form8949Row> rows) => new("form-8949", Columns, ["proceeds", "basis", "adjustment", "gain"], [.. rows.Select(Cells)])
    {
        Title = "Form 8949 - Sales and Other Dispositions of Capital Assets",
        Paper =
        [
            new("description", "(a) Description"), new("date_acquired", "(b) Acquired"), new("date_sold", "(c) Sold"), new("proceeds", "(d) Proceeds"),
            new("basis", "(e) Cost or other basis"), new("code", "(f) Code"), new("adjustment", "(g) Adjustment"), new("gain", "(h) Gain or loss"),
        ],
        PageOf = cells => Form8949Boxes.Caption(cells[1]),
    };

    /// <summary>What a row says when a broker reported another basis on Form 1099-DA (instructions for columns e to g).</summary>
    /// <param name="proceeds">True proceeds.</param>
    /// <param name="basis">True basis.</param>
    /// <param name="reported">The basis the broker reported.</param>
    /// <param name="reportedToIrs">Whether the broker reported it to the IRS (box G or J), or only told the customer (H or K).</param>
    public static (Quantity Basis, string Code, Quantity Adjustment, Quantity Gain) Reconcile(Quantity proceeds, Quantity basis, Quantity reported, bool reportedToIrs)
    {
        if (reported == basis) return (basis, "", Quantity.Zero, proceeds - basis);
        return reportedToIrs ? (reported, "B", reported - basis, proceeds - basis) : (basis, "B", Quantity.Zero, proceeds - basis);
    }

    private static Form8949Row Row(in FormRow row, ReturnInput input)
    {
        var isLong = row.Acquired is { } acquired && HoldingPeriod.IsLong(acquired, row.Disposed);
        var newBoxes = !ParameterTable.Get("us", "new-boxes", row.Disposed).IsZero;
        var box = newBoxes ? (isLong ? "L" : "I") : isLong ? "F" : "C";
        return new Form8949Row(isLong ? "II" : "I", box, row, row.NetProceeds, row.Basis, row.Adjustment.IsZero ? "" : row.Piece.Rule.EndsWith(WashSales.Rule, StringComparison.Ordinal) ? "W" : "O", row.Adjustment, row.Gain, input.Id(row.Piece.Lot), input.Id(row.Piece.Disposal), input.Method)
        {
            Identified = row.Piece.Rule.StartsWith("specific", StringComparison.Ordinal) && input.IdentifiedAt(row.Piece.Disposal) is { } at ? CommandLine.ReportFiles.Iso(at) : "",
            AcquisitionPrice = row.Piece.Basis == BasisState.Unknown ? "" : input.PriceSource(row.Piece.Lot),
            DisposalPrice = input.PriceSource(row.Piece.Disposal),
        };
    }

    private static string[] Cells(Form8949Row r) =>
    [
        r.Part, r.Box, $"{r.Source.Piece.Units} {r.Source.Piece.Asset}", Date(r.Source.Acquired), Date(r.Source.Disposed),
        FormRounding.Text(r.Proceeds), FormRounding.Text(r.Basis), r.Code, FormRounding.Text(r.Adjustment), FormRounding.Text(r.Gain),
        r.Source.Piece.Wallet, r.Source.Piece.Asset.Value, r.Source.Piece.Units.ToString(), r.Lot, r.Lot, r.Disposal, r.Source.Piece.Rule, r.Identified, r.AcquisitionPrice, r.DisposalPrice,
        r.Source.Piece.Basis == BasisState.Unknown ? "yes" : "no", Hash(r),
    ];

    /// <summary>As the form writes a day; VARIOUS for a pool.</summary>
    public static string Date(DateOnly? day) => day?.ToString("MM/dd/yyyy", CultureInfo.InvariantCulture) ?? "VARIOUS";

    private static string Hash(Form8949Row r)
    {
        var p = r.Source.Piece;
        var text = string.Create(CultureInfo.InvariantCulture, $"{r.Disposal}|{r.Lot}|{p.Asset}|{p.Disposed:O}|{p.Acquired:O}|{p.Units}|{p.Proceeds}|{p.Cost}|{p.AcquisitionFee}|{p.DisposalFee}|{p.Adjustment}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
    }
}

/// <summary>One row of the form.</summary>
internal sealed record Form8949Row(
    string Part, string Box, FormRow Source, Quantity Proceeds, Quantity Basis, string Code, Quantity Adjustment, Quantity Gain, string Lot, string Disposal, string Method)
{
    /// <summary>When the units were identified; empty when the method picked them.</summary>
    public string Identified { get; init; } = "";

    /// <summary>Where the price of the acquisition came from; empty when its basis is unknown.</summary>
    public string AcquisitionPrice { get; init; } = "";

    /// <summary>Where the price of the disposal came from.</summary>
    public string DisposalPrice { get; init; } = "";
}
