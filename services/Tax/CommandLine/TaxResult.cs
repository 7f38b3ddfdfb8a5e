using PortfolioPlatform.Accounting.Lots;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Tax.CommandLine;

/// <summary>An open lot or pool of an asset.</summary>
internal readonly record struct ResultLot(string Wallet, AssetId Asset, OpenLot Lot);

/// <summary>Matched rows, open lots and what is wrong, in one shape for both engines. Under share matching fees are already inside proceeds and cost.</summary>
internal sealed record TaxResult(IReadOnlyList<MatchedPiece> Rows, IReadOnlyList<ResultLot> Lots, IReadOnlyList<LotShortfall> Shortfalls)
{
    public static TaxResult Of(LotBook book) => new(
        book.Pieces,
        [.. book.Open().SelectMany(p => p.Lots.Select(l => new ResultLot(p.Wallet, p.Asset, l)))],
        book.Shortfalls);

    public static TaxResult Of(IReadOnlyList<(AssetId Asset, ShareMatchingResult Result)> shares) => new(
        [.. shares.SelectMany(s => s.Result.Matches.Select(m => Row(s.Asset, m)))],
        [.. shares.Where(s => s.Result.Pool.Units.Sign > 0).Select(s => new ResultLot("", s.Asset, new OpenLot(-1, null, s.Result.Pool.Units, s.Result.Pool.Cost, Quantity.Zero, BasisState.Confirmed)))],
        [.. shares.SelectMany(s => s.Result.Matches.Where(m => m.Basis == BasisState.Unknown).Select(m => new LotShortfall(-1, Midnight(m.DisposalDay), "", s.Asset, m.Units, m.Units)))]);

    private static MatchedPiece Row(AssetId asset, ShareMatch m) => new(
        asset, -1, Midnight(m.DisposalDay), -1, m.AcquisitionDay is { } day ? Midnight(day) : null, m.Units, m.Proceeds, m.Cost, Quantity.Zero, Quantity.Zero, m.Rule, m.Basis);

    private static DateTimeOffset Midnight(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);
}
