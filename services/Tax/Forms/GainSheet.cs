using System.Globalization;

namespace PortfolioPlatform.Tax.Forms;

/// <summary>The plain table of gains that forms without a layout of their own use.</summary>
internal static class GainSheet
{
    public static FormSheet Of(string name, ReturnInput input) => new(
        name,
        ["asset", "units", "acquired", "disposed", "proceeds", "basis", "adjustment", "gain", "rule", "basis_state"],
        ["proceeds", "basis", "adjustment", "gain"],
        [.. input.Rows.Select(r => new[]
        {
            r.Piece.Asset.Value, r.Piece.Units.ToString(), Day(r.Acquired), Day(r.Disposed), Text(r, r.NetProceeds), Text(r, r.Basis), Text(r, r.Adjustment), Text(r, r.Gain), r.Piece.Rule, State(r),
        })]);

    /// <summary>ISO day; empty for a pool.</summary>
    public static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    /// <summary>Whether the basis is known.</summary>
    public static string State(in FormRow row) => row.Piece.Basis == Accounting.Lots.BasisState.Confirmed ? "confirmed" : "unknown";

    private static string Text(in FormRow row, Kernel.Quantity value) => FormRounding.Text(value, row.Digits);
}
