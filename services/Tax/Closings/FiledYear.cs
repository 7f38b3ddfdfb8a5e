using PortfolioPlatform.Accounting.Lots;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Tax.CommandLine;
using PortfolioPlatform.Tax.Engines;
using PortfolioPlatform.Tax.Events;
using PortfolioPlatform.Tax.Reports;
using PortfolioPlatform.Tax.Reports.Runs;
using PortfolioPlatform.Tax.Settings;

namespace PortfolioPlatform.Tax.Closings;

/// <summary>A closed year with what its report was made of: the settings, and every event until the year's end as it was filed.</summary>
internal sealed class FiledYear(Closing closing, TaxSettings settings, TaxOptions options, List<TaxEvent> rows, EventIds ids)
{
    public Closing Closing => closing;

    public int Year => closing.Year;

    /// <summary>The settings it was filed by.</summary>
    public TaxSettings Settings => settings;

    /// <summary>What the report was computed by.</summary>
    public TaxOptions Options => options;

    public IReadOnlyList<TaxEvent> Rows => rows;

    public EventIds Ids => ids;

    /// <summary>The first day after the year.</summary>
    public DateOnly End => settings.Law.Calendar.Start(closing.Year + 1);

    /// <summary>Reads the report of a closing.</summary>
    public static async Task<FiledYear> ReadAsync(IDatabaseTransaction transaction, Closing closing, CancellationToken cancellationToken)
    {
        var run = await ReportSql.FindAsync(transaction, closing.Report, cancellationToken) ?? throw new InvalidOperationException($"The report {closing.Report} of a closed year is gone.");
        var lots = await ReportFileSql.ReadAsync(transaction, closing.Report, ReportInputFiles.AllocationLots, cancellationToken);
        var events = await ReportFileSql.ReadAsync(transaction, closing.Report, SealedReport.Events, cancellationToken) ?? throw new InvalidOperationException($"The report {closing.Report} of a closed year has no events.");
        return await OfAsync(closing, run.Words, lots is null ? null : System.Text.Encoding.UTF8.GetString(lots), events, cancellationToken);
    }

    /// <summary>Whether other settings match what was filed in the same way: then later years begin with the lots that were filed.</summary>
    public bool Agrees(TaxSettings other)
    {
        if ((other.Jurisdiction, other.Currency) != (settings.Jurisdiction, settings.Currency)) return false;
        // The same words match the same; nothing has to be matched to know it.
        if (Words(other).SequenceEqual(Words(settings), StringComparer.Ordinal) && other.Allocation?.Lots == settings.Allocation?.Lots) return true;
        var (filed, now) = (Matched(settings), Matched(other));
        return filed is not null && now is not null && Pieces(filed).SequenceEqual(Pieces(now)) && filed.Lots.SequenceEqual(now.Lots);
    }

    private IReadOnlyList<string> Words(TaxSettings of) => of.Words("", "", closing.Year);

    // By which rule the same units were found changes nothing of what was filed.
    private static IEnumerable<MatchedPiece> Pieces(TaxResult result) => result.Rows.Select(p => p with { Rule = "" });

    private TaxResult? Matched(TaxSettings by)
    {
        if (by.Options(closing.Year) is not { IsOk: true } chosen) return null;
        try
        {
            return TaxComputation.OfAll(chosen.Value with { IsSealed = false }, [.. rows], ids).Outcome().Result;
        }
        catch (AllocationMismatchException)
        {
            return null;
        }
    }

    private static async Task<FiledYear> OfAsync(Closing closing, IReadOnlyList<string> words, string? lots, byte[] events, CancellationToken cancellationToken)
    {
        var settings = TaxSettings.Of(words, lots);
        var options = TaxOptions.Parse([.. words, "--trades", "ledger", "--out", "."]);
        var chosen = settings.Options(closing.Year);
        if (!options.IsOk || !chosen.IsOk) throw new InvalidOperationException($"The settings of the report {closing.Report} of a closed year cannot be read.");
        var (file, rows) = (new TradeFile(), new List<TaxEvent>());
        await file.ReadAsync(new MemoryStream(events), (in row) => rows.Add(row), _ => { }, cancellationToken);
        return new FiledYear(closing, settings, options.Value with { Choice = options.Value.Choice with { Allocated = chosen.Value.Choice.Allocated } }, rows, file.Ids);
    }
}
