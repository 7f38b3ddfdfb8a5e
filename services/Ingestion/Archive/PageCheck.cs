using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Ingestion.Archive;

/// <summary>The last look at a mapped page before it becomes fact. Pure.</summary>
internal static class PageCheck
{
    /// <summary>Takes out what has an impossible time (it stays in the raw page and is shown) and reports symbols the registry does not know (they stay, unpriced).</summary>
    public static MappedPage Apply(MappedPage page, DateTimeOffset now, IReadOnlyCollection<string> unknownSymbols)
    {
        var impossible = page.Transactions.Where(t => !Instants.IsPlausible(t.Time, now)).ToList();
        if (impossible.Count == 0 && unknownSymbols.Count == 0) return page;
        return page with
        {
            Transactions = [.. page.Transactions.Where(t => Instants.IsPlausible(t.Time, now))],
            Problems =
            [
                .. page.Problems,
                .. impossible.Where(t => !page.Problems.Any(p => p.NativeId == t.NativeId)).Select(t => new PageProblem("implausible-time", t.NativeId, $"The time {t.Time:O} cannot be right.")),
                .. unknownSymbols.Select(s => new PageProblem("unknown-asset", null, $"The registry has no asset for '{s}': it is kept and not priced.")),
            ],
        };
    }
}
