using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.Events;
using PortfolioPlatform.Tax.Jurisdictions;

namespace PortfolioPlatform.Tax.Previews;

/// <summary>What buying back does to a sale, by the law's rule.</summary>
/// <param name="Rule">The rule in words.</param>
/// <param name="From">The first day on which a purchase counts; null where none does.</param>
/// <param name="Until">The last one: who buys later changes nothing of the sale.</param>
/// <param name="Bought">Units of the asset that were bought on such days already.</param>
internal sealed record Repurchase(string Rule, DateOnly? From, DateOnly? Until, Quantity Bought)
{
    /// <summary>What the law says about a sale; null where it says nothing.</summary>
    public static Repurchase? Of(PreviewOptions preview, bool washSales, IEnumerable<TaxEvent> rows)
    {
        var day = preview.Jurisdiction.Calendar.Day(preview.At);
        if (RepurchaseRule.Of(preview.Jurisdiction.Name, day) is not { } rule) return null;
        if (rule.Kind == "remark" || (rule.Kind == "switched" && !washSales)) return new Repurchase(rule.Words, null, null, Quantity.Zero);
        var from = day.AddDays(-rule.Before);
        return new Repurchase(rule.Words, from, day.AddDays(rule.After), Sum(preview, from, rows).GetValueOrDefault(preview.Asset));
    }

    /// <summary>Units of each asset that were bought on days which count for a sale now; nothing where the law has no such days.</summary>
    public static Dictionary<AssetId, Quantity> Recent(PreviewOptions preview, bool washSales, IEnumerable<TaxEvent> rows)
    {
        var day = preview.Jurisdiction.Calendar.Day(preview.At);
        return RepurchaseRule.Of(preview.Jurisdiction.Name, day) is { Before: > 0 } rule && (rule.Kind != "switched" || washSales) ? Sum(preview, day.AddDays(-rule.Before), rows) : [];
    }

    private static Dictionary<AssetId, Quantity> Sum(PreviewOptions preview, DateOnly from, IEnumerable<TaxEvent> rows)
    {
        var bought = new Dictionary<AssetId, Quantity>();
        foreach (var row in rows.Where(r => r.Time <= preview.At && preview.Jurisdiction.Calendar.Day(r.Time) >= from))
            if (Came(row) is var (asset, units)) bought[asset] = bought.GetValueOrDefault(asset) + units;
        return bought;
    }

    private static (AssetId Asset, Quantity Units)? Came(in TaxEvent row) => row.Class switch
    {
        EventClass.Buy or EventClass.Income or EventClass.Staking or EventClass.Mining or EventClass.Airdrop or EventClass.Interest or EventClass.Fork or EventClass.GiftIn => (row.Asset, row.Units),
        EventClass.Swap when row.More?.ToAsset is { } to => (to, row.More.ToUnits),
        _ => null,
    };
}
