using PortfolioPlatform.Tax.Forms;

namespace PortfolioPlatform.Tax.Brokers;

/// <summary>What brokers told, row by row, beside our records.</summary>
internal static class BrokerSheet
{
    public static FormSheet Of(IReadOnlyList<BrokerPair> pairs) => new(
        "1099-da-match",
        ["state", "line", "asset", "sold", "units", "told_proceeds", "our_proceeds", "told_basis", "our_basis", "box", "disposals", "lots", "told_acquired", "our_acquired", "told_sales", "our_sales", "market_discount", "wash_sale_loss", "withheld", "loss_not_allowed", "aggregate"],
        ["told_proceeds", "our_proceeds", "told_basis", "our_basis", "market_discount", "wash_sale_loss", "withheld"],
        [.. pairs.Select(Cells)])
    { Title = "Form 1099-DA beside our records" };

    private static string[] Cells(BrokerPair p)
    {
        var first = p.Own.Count > 0 ? p.Own[0].Source : default;
        return
        [
            p.State, $"{p.Told?.Line}", p.Told?.Asset.Value ?? first.Piece.Asset.Value, p.Told is { Sold: null } ? "" : GainSheet.Day(p.Told?.Sold ?? first.Disposed), Units(p, first),
            p.Told is { } told ? FormRounding.Text(told.Proceeds) : "", p.Own.Count > 0 ? FormRounding.Text(p.Proceeds) : "", p.Told?.Basis is { } basis ? FormRounding.Text(basis) : "", p.Own.Count > 0 ? FormRounding.Text(p.Basis) : "",
            p.Told?.Box ?? "", string.Join(' ', p.Own.Select(r => r.Disposal).Distinct()), string.Join(' ', p.Own.Select(r => r.Lot)), GainSheet.Day(p.Told?.Acquired), string.Join(' ', p.Own.Select(r => GainSheet.Day(r.Source.Acquired)).Distinct()),
            $"{p.Told?.Count}", p.Told?.Count is null ? "" : $"{p.Count}", Amount(p.Told?.MarketDiscount), Amount(p.Told?.WashSaleLoss), Amount(p.Told?.Withheld), p.Told is { IsLossDenied: true } ? "yes" : "", p.Told?.Aggregate ?? "",
        ];
    }

    private static string Units(BrokerPair p, in FormRow first) => p.Told is null ? first.Piece.Units.ToString() : p.Told.Units.IsZero ? "" : p.Told.Units.ToString();

    private static string Amount(Kernel.Quantity? value) => value is { IsZero: false } amount ? FormRounding.Text(amount) : "";
}
