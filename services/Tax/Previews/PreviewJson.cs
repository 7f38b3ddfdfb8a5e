using System.Text.Json;
using System.Text.Json.Nodes;
using PortfolioPlatform.Accounting.Lots;
using PortfolioPlatform.Tax.Forms;

namespace PortfolioPlatform.Tax.Previews;

/// <summary>A preview as JSON, amounts as decimal strings.</summary>
internal static class PreviewJson
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static string Text(PreviewOptions preview, IReadOnlyList<MethodPreview> methods, IReadOnlyList<LotOutlook> lots, Allowance? allowance, Repurchase? repurchase)
    {
        var last = preview.Jurisdiction.Calendar.Day(preview.At).AddDays(preview.Within);
        var losses = lots.Where(l => l.Unrealised is { Sign: < 0 }).OrderBy(l => l.Unrealised!.Value);
        var turning = lots.Where(l => l.LongFrom <= last).OrderBy(l => l.LongFrom);
        return new JsonObject
        {
            ["methods"] = new JsonArray([.. methods.Select(Method)]),
            ["harvestable_losses"] = new JsonArray([.. losses.Select(Lot)]),
            ["turning_long_term"] = new JsonArray([.. turning.Select(Lot)]),
            ["allowance"] = allowance is null ? null : new JsonObject { ["what"] = allowance.What, ["limit"] = $"{allowance.Limit}", ["left"] = $"{allowance.Left}" },
            ["repurchase"] = repurchase is null ? null : new JsonObject { ["rule"] = repurchase.Rule, ["from"] = GainSheet.Day(repurchase.From), ["until"] = GainSheet.Day(repurchase.Until), ["bought"] = $"{repurchase.Bought}" },
        }.ToJsonString(Indented);
    }

    private static JsonObject Method(MethodPreview m) => new()
    {
        ["method"] = m.Method, ["gain"] = $"{m.Gain}", ["short_term"] = $"{m.Short}", ["long_term"] = $"{m.Long}", ["denied"] = $"{m.Denied}", ["rows"] = new JsonArray([.. m.Rows.Select(r => Row(m, r))]),
    };

    private static JsonObject Row(MethodPreview m, FormRow r) => new()
    {
        ["lot"] = r.Piece.Lot < 0 ? "pool" : m.Ids[r.Piece.Lot], ["acquired"] = GainSheet.Day(r.Acquired), ["units"] = $"{r.Piece.Units}", ["proceeds"] = FormRounding.Text(r.NetProceeds),
        ["basis"] = FormRounding.Text(r.Basis), ["gain"] = FormRounding.Text(r.Gain), ["rule"] = r.Piece.Rule, ["basis_known"] = r.Piece.Basis == BasisState.Confirmed,
    };

    private static JsonObject Lot(LotOutlook l) => new()
    {
        ["lot"] = l.Lot, ["wallet"] = l.Wallet, ["asset"] = l.Asset.Value, ["units"] = $"{l.Units}", ["acquired"] = GainSheet.Day(l.Acquired), ["term"] = l.Term,
        ["unrealised"] = l.Unrealised is { } u ? FormRounding.Text(u) : null, ["long_from"] = GainSheet.Day(l.LongFrom), ["bought_recently"] = $"{l.Bought}",
    };
}
