using PortfolioPlatform.Tax.Forms;

namespace PortfolioPlatform.Tax.Brokers;

/// <summary>What brokers told, row by row, beside our records.</summary>
internal static class BrokerSheet
{
    public static FormSheet Of(IReadOnlyList<BrokerPair> pairs) => new(
        "1099-da-match",
        ["state", "line", "asset", "sold", "units", "told_proceeds", "our_proceeds", "told_basis", "our_basis", "box", "disposals", "lots", "told_acquired", "our_acquired"],
        ["told_proceeds", "our_proceeds", "told_basis", "our_basis"],
        [.. pairs.Select(Cells)])
    { Title = "Form 1099-DA beside our records" };

    private static string[] Cells(BrokerPair p)
    {
        var first = p.Own.Count > 0 ? p.Own[0].Source : default;
        return
        [
            p.State, $"{p.Told?.Line}", p.Told?.Asset.Value ?? first.Piece.Asset.Value, GainSheet.Day(p.Told?.Sold ?? first.Disposed), $"{p.Told?.Units ?? first.Piece.Units}",
            p.Told is { } told ? FormRounding.Text(told.Proceeds) : "", p.Own.Count > 0 ? FormRounding.Text(p.Proceeds) : "", p.Told?.Basis is { } basis ? FormRounding.Text(basis) : "", p.Own.Count > 0 ? FormRounding.Text(p.Basis) : "",
            p.Told?.Box ?? "", string.Join(' ', p.Own.Select(r => r.Disposal).Distinct()), string.Join(' ', p.Own.Select(r => r.Lot)), GainSheet.Day(p.Told?.Acquired), string.Join(' ', p.Own.Select(r => GainSheet.Day(r.Source.Acquired)).Distinct()),
        ];
    }
}
