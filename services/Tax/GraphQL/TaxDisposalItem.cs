using PortfolioPlatform.Accounting.Lots;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.Ledger;

namespace PortfolioPlatform.Tax.GraphQL;

/// <summary>A part of a disposal with the lot it was matched with. Amounts are exact.</summary>
/// <param name="Row">The row that disposed; day where days are matched as one.</param>
/// <param name="TransactionId">The ledger's transaction; null where days are matched as one.</param>
/// <param name="AssetId">What was disposed of.</param>
/// <param name="Wallet">Where from.</param>
/// <param name="Disposed">When.</param>
/// <param name="LotRow">The row that acquired; pool for an average.</param>
/// <param name="LotTransactionId">The ledger's transaction that acquired; null for a pool.</param>
/// <param name="Acquired">When the units were first acquired; null for a pool.</param>
/// <param name="Units">How many.</param>
/// <param name="Proceeds">What they fetched.</param>
/// <param name="Basis">What they cost.</param>
/// <param name="Fees">Fees of both sides.</param>
/// <param name="Adjustment">What the law adds: a denied loss is positive.</param>
/// <param name="Gain">After fees and adjustment.</param>
/// <param name="FormGain">As the form has it, from rounded columns.</param>
/// <param name="Term">short, long, or empty where the holding period means nothing.</param>
/// <param name="Rule">Why this lot.</param>
/// <param name="BasisKnown">Whether the cost is known.</param>
/// <param name="ProceedsPrice">The reference price the proceeds rest on; null where money changed hands.</param>
/// <param name="BasisPrice">The reference price the cost rests on; null where money changed hands.</param>
[GraphQLName("TaxDisposal")]
internal sealed record TaxDisposalItem(
    string Row, [property: ID] Guid? TransactionId, string AssetId, string Wallet, DateTimeOffset Disposed, string LotRow, [property: ID] Guid? LotTransactionId, DateTimeOffset? Acquired, Quantity Units,
    Quantity Proceeds, Quantity Basis, Quantity Fees, Quantity Adjustment, Quantity Gain, Quantity FormGain, string Term, string Rule, bool BasisKnown, TaxPriceItem? ProceedsPrice, TaxPriceItem? BasisPrice)
{
    public static TaxDisposalItem Of(TaxYearItem year, int row)
    {
        var p = year.Report.Result.Rows[row];
        var form = year.Report.Form(p);
        var (sold, lot) = (p.Disposal < 0 ? "day" : year.Report.Outcome.Ids[p.Disposal], p.Lot < 0 ? "pool" : year.Report.Outcome.Ids[p.Lot]);
        return new(
            sold, TaxRows.Entry(year, sold), p.Asset.Value, p.Wallet, p.Disposed, lot, TaxRows.Entry(year, lot), p.Acquired, p.Units, p.Proceeds, p.Cost, p.AcquisitionFee + p.DisposalFee, p.Adjustment, p.GainNet,
            form.Gain, year.Report.Term(form), p.Rule, p.Basis == BasisState.Confirmed, TaxPriceItem.Of(year, sold), lot == sold ? null : TaxPriceItem.Of(year, lot));
    }
}

/// <summary>A reference price as it was used.</summary>
/// <param name="AssetId">What was priced.</param>
/// <param name="PerUnit">In the currency of the books.</param>
/// <param name="Source">Where from.</param>
/// <param name="At">As of when.</param>
/// <param name="DistanceSeconds">From then to the transaction.</param>
[GraphQLName("TaxPrice")]
internal sealed record TaxPriceItem(string AssetId, Quantity PerUnit, string Source, DateTimeOffset At, int DistanceSeconds)
{
    public static TaxPriceItem? Of(TaxYearItem year, string row) => year.Ledger.Rows.Prices.TryGetValue(row, out var use) ? Of(use) : null;

    public static TaxPriceItem Of(PriceUse use) => new(use.Asset.Value, use.PerUnit, use.Source, use.At, (int)use.Distance.TotalSeconds);
}

/// <summary>A gain and the reference price it hangs on most.</summary>
/// <param name="Disposal">The row.</param>
/// <param name="Side">proceeds or cost.</param>
/// <param name="Price">The price.</param>
/// <param name="Amount">How much of the row rests on it.</param>
/// <param name="PerPercent">What a price one per cent higher does to the gain.</param>
[GraphQLName("TaxSensitivity")]
internal sealed record TaxSensitivityItem(TaxDisposalItem Disposal, string Side, TaxPriceItem Price, Quantity Amount, Quantity PerPercent);

/// <summary>Which disposals to read; all conditions hold.</summary>
/// <param name="AssetId">Only of this asset.</param>
/// <param name="Wallet">Only from this wallet.</param>
/// <param name="Term">Only short or long.</param>
/// <param name="UnknownBasis">Only rows whose basis nobody knows.</param>
internal sealed record TaxDisposalFilter(string? AssetId = null, string? Wallet = null, string? Term = null, bool UnknownBasis = false)
{
    public bool Takes(TaxYearItem year, int row)
    {
        var p = year.Report.Result.Rows[row];
        return (AssetId is null || p.Asset.Value == AssetId) && (Wallet is null || p.Wallet == Wallet) && (!UnknownBasis || p.Basis == BasisState.Unknown)
            && (Term is null || year.Report.Term(year.Report.Form(p)) == Term);
    }
}
