using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.Figures;
using PortfolioPlatform.Tax.Forms;
using PortfolioPlatform.Tax.Previews;

namespace PortfolioPlatform.Tax.GraphQL;

/// <summary>A sale that has not happened.</summary>
/// <param name="AssetId">Of what.</param>
/// <param name="Quantity">How many units.</param>
/// <param name="Price">What one would fetch, in the currency of the books.</param>
/// <param name="Fee">What it would cost.</param>
/// <param name="Wallet">Where from; where the asset was seen last if left out.</param>
/// <param name="At">When; now if left out.</param>
/// <param name="Within">Days to look ahead for lots that turn long-term.</param>
/// <param name="WashSales">Whether losses are denied as for securities (us).</param>
internal sealed record TaxSaleInput(string AssetId, Quantity Quantity, Quantity Price, Quantity? Fee = null, string? Wallet = null, DateTimeOffset? At = null, int Within = 30, bool WashSales = false);

/// <summary>A sale by one method.</summary>
/// <param name="Method">Its name.</param>
/// <param name="Gain">What the year's gains change by.</param>
/// <param name="ShortTerm">Of that short-term.</param>
/// <param name="LongTerm">Of that long-term.</param>
/// <param name="Denied">Of a loss: what is denied because of what was bought shortly before; the gain is without it.</param>
[GraphQLName("TaxPreviewMethod")]
internal sealed record TaxPreviewMethodItem(string Method, Quantity Gain, Quantity ShortTerm, Quantity LongTerm, Quantity Denied);

/// <summary>An open lot as it stands at the moment of the sale.</summary>
/// <param name="Row">The row that acquired it.</param>
/// <param name="Wallet">Where.</param>
/// <param name="AssetId">Of what.</param>
/// <param name="Units">How many.</param>
/// <param name="Acquired">The local day; null for a pool.</param>
/// <param name="Term">short, long or empty.</param>
/// <param name="Unrealised">Value less cost; null without a price.</param>
/// <param name="LongFrom">The first day on which a sale is long-term; null where it is already, or never.</param>
/// <param name="BoughtRecently">Units of the asset that were bought so shortly before that the law may deny a loss for them.</param>
[GraphQLName("TaxLotOutlook")]
internal sealed record TaxLotOutlookItem(string Row, string Wallet, string AssetId, Quantity Units, string? Acquired, string Term, Quantity? Unrealised, string? LongFrom, Quantity BoughtRecently)
{
    public static TaxLotOutlookItem Of(LotOutlook l) => new(l.Lot, l.Wallet, l.Asset.Value, l.Units, Day(l.Acquired), l.Term, l.Unrealised, Day(l.LongFrom), l.Bought);

    private static string? Day(DateOnly? day) => day is { } d ? GainSheet.Day(d) : null;
}

/// <summary>What of a yearly allowance is left.</summary>
/// <param name="What">Its name, with its law.</param>
/// <param name="Limit">The whole.</param>
/// <param name="Left">What is left of it.</param>
[GraphQLName("TaxAllowance")]
internal sealed record TaxAllowanceItem(string What, Quantity Limit, Quantity Left);

/// <summary>What the law makes of units that are bought back around the sale.</summary>
/// <param name="Rule">In words.</param>
/// <param name="From">The first day on which a purchase counts; null where none does.</param>
/// <param name="Until">The last one.</param>
/// <param name="Bought">Units that were bought on such days already.</param>
[GraphQLName("TaxRepurchase")]
internal sealed record TaxRepurchaseItem(string Rule, string? From, string? Until, Quantity Bought)
{
    public static TaxRepurchaseItem Of(Repurchase r) => new(r.Rule, r.From is { } from ? GainSheet.Day(from) : null, r.Until is { } until ? GainSheet.Day(until) : null, r.Bought);
}

/// <summary>What a sale would realise.</summary>
/// <param name="Methods">By every method the law permits.</param>
/// <param name="Losses">Open lots with a loss that could be taken, the largest first; at most a hundred.</param>
/// <param name="TurningLongTerm">Lots that turn long-term soon, the next first; at most a hundred.</param>
/// <param name="Allowance">What is left of the yearly allowance; null where there is none.</param>
/// <param name="Repurchase">What the law makes of units that are bought back; null where it says nothing.</param>
[GraphQLName("TaxPreview")]
internal sealed record TaxPreviewItem(IReadOnlyList<TaxPreviewMethodItem> Methods, IReadOnlyList<TaxLotOutlookItem> Losses, IReadOnlyList<TaxLotOutlookItem> TurningLongTerm, TaxAllowanceItem? Allowance, TaxRepurchaseItem? Repurchase)
{
    private const int Most = 100;

    public static Result<TaxPreviewItem> Of(EntityLedger ledger, TaxSaleInput sale, DateTimeOffset now)
    {
        var law = ledger.Settings.Law;
        var set = ledger.Settings.Options(null);
        var whole = ledger.Whole();
        if (!set.IsOk) return set.Error;
        if (!whole.IsOk) return whole.Error;
        var options = new PreviewOptions(
            [.. Common(ledger), .. sale.WashSales ? new[] { "--wash-sales", "yes" } : []], law, new AssetId(sale.AssetId), sale.Quantity, sale.Price, sale.Fee ?? Quantity.Zero, sale.Wallet ?? "", (sale.At ?? now).ToMicroseconds(), sale.Within) { Allocated = set.Value.Choice.Allocated };
        if (sale.AssetId.Length == 0 || sale.Quantity.Sign <= 0 || sale.Price.IsNegative) return new Error("TAX_SALE", "A sale has an asset, a quantity above zero and a price");
        var preview = new SalePreview(options, ledger.Filed.Current.Rows, ledger.Filed.Current.Ids);
        var without = preview.Without(law.Methods[0]);
        if (!without.IsOk) return without.Error;
        var rows = ledger.Filed.Current.Rows;
        var lots = LotOutlook.Of(without.Value, options, Previews.Repurchase.Recent(options, sale.WashSales, rows));
        var repurchase = Previews.Repurchase.Of(options, sale.WashSales, rows);
        var year = law.Calendar.YearOf(law.Calendar.Day(options.At));
        var allowance = law.Allowance(new ReturnInput(year, law.Calendar.Start(year), without.Value.Forms, without.Value.Cash, without.Value.Result.Sales, "", id => without.Value.Outcome.Ids[id]));
        var last = law.Calendar.Day(options.At).AddDays(sale.Within);
        return new TaxPreviewItem(
            [.. preview.Methods().Select(m => new TaxPreviewMethodItem(m.Method, m.Gain, m.Short, m.Long, m.Denied))],
            [.. lots.Where(l => l.Unrealised is { Sign: < 0 }).OrderBy(l => l.Unrealised!.Value).Take(Most).Select(TaxLotOutlookItem.Of)],
            [.. lots.Where(l => l.LongFrom <= last).OrderBy(l => l.LongFrom).Take(Most).Select(TaxLotOutlookItem.Of)],
            allowance is null ? null : new TaxAllowanceItem(allowance.What, allowance.Limit, allowance.Left), repurchase is null ? null : TaxRepurchaseItem.Of(repurchase));
    }

    // The method is the preview's own: it tries them all.
    private static IReadOnlyList<string> Common(EntityLedger ledger)
    {
        var words = ledger.Settings.Words("ledger", ".", null);
        return [.. words.Chunk(2).Where(w => w[0] is not ("--method" or "--out")).SelectMany(w => w)];
    }
}
