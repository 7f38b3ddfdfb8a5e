using PortfolioPlatform.Accounting.Lots;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.CommandLine;
using PortfolioPlatform.Tax.Engines;
using PortfolioPlatform.Tax.Ledger;
using PortfolioPlatform.Tax.Reports;
using PortfolioPlatform.Tax.Settings;

namespace PortfolioPlatform.Tax.Figures;

/// <summary>
/// A legal entity's ledger in the words of the tax engine, and what was computed of it so far. Outcomes of one set of options are made once; after the ledger changed, what an
/// earlier state of it matched is taken over where it is still true.
/// </summary>
internal sealed class EntityLedger(LedgerEntity entity, TaxSettings settings, LedgerView view, LedgerRows rows, RateBook rates, EntityLedger? before = null)
{
    private const int MostYears = 24;
    private readonly Dictionary<string, YearReport> _years = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, LotMemory> _memories = before?.Memories() ?? new(StringComparer.Ordinal);

    public LedgerEntity Entity => entity;

    public TaxSettings Settings => settings;

    public LedgerView View => view;

    public LedgerRows Rows => rows;

    public RateBook Rates => rates;

    /// <summary>The entity's accounts.</summary>
    public IEnumerable<LedgerAccount> Accounts => view.Accounts.Where(a => a.Entity == entity.Id);

    /// <summary>Tax years that have a row, the newest first.</summary>
    public IReadOnlyList<int> Years
    {
        get
        {
            var calendar = settings.Law.Calendar;
            return [.. rows.Rows.Select(r => calendar.YearOf(calendar.Day(r.Time))).Distinct().OrderDescending()];
        }
    }

    /// <summary>A year by the entity's settings, or by another method or scope.</summary>
    public Result<YearReport> Year(int year, string? method = null, string? scope = null)
    {
        var chosen = settings with { Method = method ?? settings.Method, Scope = scope ?? settings.Scope, Allocation = scope is null or "statutory" ? settings.Allocation : null };
        var options = chosen.Options(year);
        if (!options.IsOk) return options.Error;
        lock (_gate)
        {
            var key = Key(chosen, year);
            if (_years.TryGetValue(key, out var known)) return known;
            if (_years.Count == MostYears) _years.Clear();
            try
            {
                return _years[key] = Computed(options.Value, key);
            }
            catch (AllocationMismatchException mismatch)
            {
                return Misfit(mismatch);
            }
        }
    }

    /// <summary>How many events of a year's computation were taken over from an earlier state.</summary>
    public int TakenOver(int year)
    {
        lock (_gate) return _memories.GetValueOrDefault(Key(settings, year))?.TakenOver ?? 0;
    }

    /// <summary>The whole history by the entity's settings.</summary>
    public Result<Outcome> Whole()
    {
        var options = settings.Options(null);
        if (!options.IsOk) return options.Error;
        try
        {
            return TaxComputation.OfAll(options.Value with { WatchesWallets = true }, [.. rows.Rows], rows.Ids).Outcome();
        }
        catch (AllocationMismatchException mismatch)
        {
            return Misfit(mismatch);
        }
    }

    // The ledger changed since the allocation was set, or never was as it says.
    private static Error Misfit(AllocationMismatchException mismatch) => new("TAX_ALLOCATION", mismatch.Message);

    private YearReport Computed(TaxOptions options, string key)
    {
        var looked = options with { IsSealed = false };
        RememberingLotEngine? remembering = null;
        var known = _memories.GetValueOrDefault(key);
        Func<EventIds, IDisposalEngine>? engine = options.Choice.HasOneOrder ? ids => remembering = new RememberingLotEngine(options.Choice, ids, known) : null;
        var report = new YearReport(looked, TaxComputation.OfAll(looked, [.. rows.Rows], rows.Ids, engine: engine).Outcome());
        if (_memories.Count > MostYears) _memories.Clear();
        if (remembering is not null) _memories[key] = remembering.Memory;
        return report;
    }

    private static string Key(TaxSettings chosen, int year) => string.Join('|', chosen.Words("", "", year));

    private Dictionary<string, LotMemory> Memories()
    {
        lock (_gate) return new(_memories, StringComparer.Ordinal);
    }
}
