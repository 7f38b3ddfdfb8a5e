using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.Engines;
using PortfolioPlatform.Tax.Forms;
using PortfolioPlatform.Tax.Reports;

namespace PortfolioPlatform.Tax.Previews;

/// <summary>An open lot as it stands at a moment.</summary>
/// <param name="Lot">The row that acquired it.</param>
/// <param name="Wallet">Where.</param>
/// <param name="Asset">What.</param>
/// <param name="Units">How many.</param>
/// <param name="Acquired">Local day; null for a pool.</param>
/// <param name="Term">Short, long, or empty.</param>
/// <param name="Unrealised">Value less cost and fees; null without a price.</param>
/// <param name="LongFrom">The first day on which a sale is long-term; null where it is already, or never.</param>
/// <param name="Bought">Units of the asset that were bought so shortly before that the law may deny a loss for them.</param>
internal sealed record LotOutlook(string Lot, string Wallet, AssetId Asset, Quantity Units, DateOnly? Acquired, string Term, Quantity? Unrealised, DateOnly? LongFrom, Quantity Bought)
{
    public static IReadOnlyList<LotOutlook> Of(YearReport report, PreviewOptions preview, IReadOnlyDictionary<AssetId, Quantity> recent)
    {
        var today = preview.Jurisdiction.Calendar.Day(preview.At);
        return [.. report.Result.Lots.Select(l => One(report, preview, l, today) with { Bought = recent.GetValueOrDefault(l.Asset) })];
    }

    private static LotOutlook One(YearReport report, PreviewOptions preview, ResultLot held, DateOnly today)
    {
        var acquired = held.Lot.Acquired is { } time ? report.Day(time) : (DateOnly?)null;
        var term = acquired is { } day ? preview.Jurisdiction.Term(day, today) : "";
        var price = held.Asset == preview.Asset ? preview.Price : report.Outcome.Prices.Find(held.Asset)?.Price;
        var unrealised = price is { } p ? FormRounding.Cents(held.Lot.Units * p) - FormRounding.Cents(held.Lot.Cost + held.Lot.Fee) : (Quantity?)null;
        return new LotOutlook(held.Lot.Id < 0 ? "pool" : report.Outcome.Ids[held.Lot.Id], held.Wallet, held.Asset, held.Lot.Units, acquired, term, unrealised, term == "short" ? acquired!.Value.AddYears(1).AddDays(1) : null, Quantity.Zero);
    }
}
