using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Tax.Bridge;

namespace PortfolioPlatform.Tax.GraphQL;

/// <summary>What a year tells besides its totals.</summary>
[ExtendObjectType(typeof(TaxYearItem))]
internal static class TaxYearFields
{
    private const int MostSensitive = 20;

    /// <summary>How many transactions of the entity its figures are made of.</summary>
    /// <param name="year">The year.</param>
    public static int GetTransactions([Parent] TaxYearItem year) => year.Ledger.Transactions;

    /// <summary>Whether that is all the ledger has; false while more comes faster than it can be read, such as during an import. Ask again for what came since.</summary>
    /// <param name="year">The year.</param>
    public static bool GetIsCurrent([Parent] TaxYearItem year) => !year.Ledger.IsBehind;

    /// <summary>Its matched rows, oldest first.</summary>
    /// <param name="year">The year.</param>
    /// <param name="filter">Which; all if left out.</param>
    /// <param name="paging">The page.</param>
    [UsePaging(DefaultPageSize = 100, MaxPageSize = 1000)]
    public static Connection<TaxDisposalItem> GetDisposals([Parent] TaxYearItem year, TaxDisposalFilter? filter, PagingArguments paging) => TaxRows.Page(
        year.Report.Rows.Where(r => filter?.Takes(year, r) ?? true),
        r => $"{TaxRows.Key(year.Report.Result.Rows[r].Disposed)} {r:D9}", r => TaxDisposalItem.Of(year, r), paging);

    /// <summary>What was still held at its end, oldest first.</summary>
    /// <param name="year">The year.</param>
    /// <param name="assetId">Only of this asset.</param>
    /// <param name="paging">The page.</param>
    [UsePaging(DefaultPageSize = 100, MaxPageSize = 1000)]
    public static Connection<TaxLotItem> GetLots([Parent] TaxYearItem year, string? assetId, PagingArguments paging) => TaxRows.Page(
        year.Report.Result.Lots.Select((l, i) => (Lot: l, At: i)).Where(l => assetId is null || l.Lot.Asset.Value == assetId),
        l => $"{TaxRows.Key(l.Lot.Lot.Acquired)} {l.At:D9}", l => TaxLotItem.Of(year, l.Lot), paging);

    /// <summary>From what Portfolio's books realised to what tax realises: the lines between the two totals sum exactly to their difference.</summary>
    /// <param name="year">The year.</param>
    [Cost(1000), ListSize(AssumedSize = 10)]
    public static IReadOnlyList<BridgeLineItem> GetBridge([Parent] TaxYearItem year) => BridgeLineItem.Of(year.Ledger, year.Report);

    /// <summary>The gains that hang most on one reference price, at most twenty.</summary>
    /// <param name="year">The year.</param>
    [Cost(100), ListSize(AssumedSize = 20)]
    public static IReadOnlyList<TaxSensitivityItem> GetSensitive([Parent] TaxYearItem year) =>
        [.. year.Ledger.Figures.Once($"sensitive {year.Report.Key}", () => PriceSensitivity.Of(year.Ledger, year.Report, MostSensitive)).Select(s => new TaxSensitivityItem(TaxDisposalItem.Of(year, s.Row), s.Side, TaxPriceItem.Of(s.Price), s.Amount, s.PerPercent))];

    /// <summary>The same year by every method the law permits.</summary>
    /// <param name="year">The year.</param>
    [Cost(500), ListSize(AssumedSize = 10)]
    public static IReadOnlyList<TaxMethodItem> GetMethods([Parent] TaxYearItem year) =>
    [
        .. year.Ledger.Settings.Law.Methods.Where(m => m != "specific").Select(m => (Method: m, Year: year.Ledger.Year(year.Year, m))).Where(m => m.Year.IsOk)
            .Select(m => new TaxMethodItem(m.Method, m.Year.Value!.Options.Scope, TaxTotalsItem.Of(m.Year.Value))),
    ];
}
