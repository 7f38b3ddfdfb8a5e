using PortfolioPlatform.Accounting.Lots;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Tax.Engines;

/// <summary>An open lot or pool of an asset.</summary>
internal readonly record struct ResultLot(string Wallet, AssetId Asset, OpenLot Lot);

/// <summary>Matched rows, open lots and what is wrong, in one shape for all engines.</summary>
internal sealed record TaxResult(IReadOnlyList<MatchedPiece> Rows, IReadOnlyList<ResultLot> Lots, IReadOnlyList<LotShortfall> Shortfalls)
{
    /// <summary>Whether rows are whole local days (share matching), their times then being midnights of those days; fees of acquisitions are inside the cost.</summary>
    public bool ByDay { get; init; }

    /// <summary>Whether only the portfolio as a whole has a cost (France).</summary>
    public bool HasOneCost { get; init; }

    /// <summary>Wishes refused and values assumed.</summary>
    public IReadOnlyList<LotNote> Notes { get; init; } = [];

    /// <summary>Units that left without a disposal.</summary>
    public IReadOnlyList<LotRemoval> Removals { get; init; } = [];

    /// <summary>Allocations of lots to wallets.</summary>
    public IReadOnlyList<AllocationRecord> Allocations { get; init; } = [];

    /// <summary>France's sales with their portfolio values.</summary>
    public IReadOnlyList<PortfolioSale> Sales { get; init; } = [];

    /// <summary>France's total acquisition cost not yet used.</summary>
    public Quantity PortfolioCost { get; init; }
}
