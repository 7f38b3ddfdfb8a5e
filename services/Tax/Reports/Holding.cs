using PortfolioPlatform.Accounting.Lots;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.Forms;

namespace PortfolioPlatform.Tax.Reports;

/// <summary>What is held of one asset in one wallet (or pool) at the end of the year.</summary>
/// <param name="Wallet">Where; empty for a pool over all wallets.</param>
/// <param name="Asset">What.</param>
/// <param name="Units">How many; negative for units of a pool that are already sold.</param>
/// <param name="Cost">With the fees of the acquisition; null where only the whole portfolio has a cost.</param>
/// <param name="Basis">Whether the cost of all of it is known.</param>
/// <param name="Price">The last price before the year's end; null when none is known.</param>
internal sealed record Holding(string Wallet, AssetId Asset, Quantity Units, Quantity? Cost, BasisState Basis, PricePoint? Price)
{
    /// <summary>Where units stand that left the wallet but not yet the pool.</summary>
    public const string MatchedLater = "sold, matched later";

    /// <summary>Rounded to cents.</summary>
    public Quantity? Value => Price is { } p ? FormRounding.Cents(Units * p.Price) : null;

    /// <summary>From the rounded columns.</summary>
    public Quantity? Unrealised => Value - (Cost is { } cost ? FormRounding.Cents(cost) : null);

    public static IReadOnlyList<Holding> Of(YearReport report) =>
    [
        .. report.Result.Lots.GroupBy(l => (l.Wallet, l.Asset)).Select(g => new Holding(
            g.Key.Wallet, g.Key.Asset, ReturnInput.Sum(g, l => l.Lot.Units), report.Result.HasOneCost ? null : ReturnInput.Sum(g, l => l.Lot.Cost + l.Lot.Fee),
            g.Any(l => l.Lot.Basis == BasisState.Unknown) ? BasisState.Unknown : BasisState.Confirmed, report.Outcome.Prices.Find(g.Key.Asset))),
        .. Later(report),
    ];

    // Units sold by the year's end and matched with acquisitions of the 30 days after (TCGA 1992 s106A(5)) never leave the section 104 pool:
    // the pool of the last day holds more units than the wallets do, and this is the difference.
    private static IEnumerable<Holding> Later(YearReport report) => report.Result.Rows
        .Where(p => report.Result.ByDay && p.Acquired is { } acquired && report.Day(acquired) >= report.Until && report.Day(p.Disposed) < report.Until)
        .GroupBy(p => p.Asset).OrderBy(g => g.Key)
        .Select(g => new Holding(MatchedLater, g.Key, -ReturnInput.Sum(g, p => p.Units), Quantity.Zero, BasisState.Confirmed, report.Outcome.Prices.Find(g.Key)));
}
