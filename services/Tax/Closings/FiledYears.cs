using PortfolioPlatform.Platform;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.CommandLine;
using PortfolioPlatform.Tax.Events;
using PortfolioPlatform.Tax.Ledger;
using PortfolioPlatform.Tax.Reports;
using PortfolioPlatform.Tax.Reports.Runs;

namespace PortfolioPlatform.Tax.Closings;

/// <summary>The closed years of an entity, and its rows as they hold after the last of them.</summary>
/// <param name="Years">Oldest first.</param>
/// <param name="Current">Events of closed years as they were filed, later ones as the ledger has them.</param>
/// <param name="Problems">What the ledger says otherwise about closed years.</param>
internal sealed record FiledYears(IReadOnlyList<FiledYear> Years, LedgerRows Current, IReadOnlyList<Problem> Problems)
{
    /// <summary>The report that froze a year: its own, else that of the next closed one; null for what comes after all of them.</summary>
    public FiledYear? Over(int year) => Years.FirstOrDefault(y => y.Year >= year);

    /// <summary>The rows a year is computed of.</summary>
    public LedgerRows RowsOf(int year) => Over(year) is { } filed ? Current with { Rows = [.. filed.Rows], Ids = filed.Ids } : Current;

    /// <summary>Reads what was filed and puts the ledger's later rows behind it.</summary>
    public static async Task<FiledYears> ReadAsync(IDatabaseTransaction transaction, LegalEntityId entity, LedgerRows rows, CancellationToken cancellationToken)
    {
        var years = new List<FiledYear>();
        foreach (var closing in await ClosingSql.HoldingAsync(transaction, entity, cancellationToken)) years.Add(await FiledYear.ReadAsync(transaction, closing, cancellationToken));
        if (years.Count == 0) return new FiledYears([], rows, []);
        // The report of a year that came after closed ones was made of what they filed: the last one speaks for all.
        var last = years[^1];
        var (file, now) = (new TradeFile(), new List<TaxEvent>());
        // As a report would read them, so that nothing differs but what the ledger says.
        await file.ReadAsync(new MemoryStream(ReportInputFiles.LedgerCsv(rows)), (in row) => now.Add(row), _ => { }, cancellationToken);
        var merged = ClosedYear.Merge(now, file.Ids, last.Rows, last.Ids, last.Settings.Law.Calendar, last.End);
        return new FiledYears(years, rows with { Rows = merged.Rows, Ids = merged.Ids }, merged.Problems);
    }
}
