using PortfolioPlatform.Accounting.Lots;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Tax.Engines;

/// <summary>France: one cost for the whole portfolio. What is held has no cost of its own; the total not yet used stands in the summary.</summary>
internal sealed class WholePortfolioEngine : IDisposalEngine
{
    private readonly WholePortfolioBook _book = new();

    public void Apply(in LotEvent e) => _book.Apply(e);

    public TaxResult Result() => new(
        [.. _book.Sales.Select(Row)],
        [.. _book.Open().Select(h => new ResultLot("", h.Asset, new OpenLot(-1, null, h.Units, Quantity.Zero, Quantity.Zero, BasisState.Confirmed)))],
        _book.Shortfalls)
    { HasOneCost = true, Notes = _book.Notes, Sales = _book.Sales, PortfolioCost = _book.TotalCost - _book.UsedCost };

    private static MatchedPiece Row(PortfolioSale s) =>
        new(s.Asset, s.Event, s.Time, -1, null, s.Units, s.Price, s.Used, Quantity.Zero, s.Fees, "whole-portfolio", BasisState.Confirmed);
}
