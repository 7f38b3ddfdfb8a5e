using System.Collections.Concurrent;
using PortfolioPlatform.Accounting.Lots;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.Closings;
using PortfolioPlatform.Tax.CommandLine;
using PortfolioPlatform.Tax.Engines;
using PortfolioPlatform.Tax.Ledger;
using PortfolioPlatform.Tax.Reports;
using PortfolioPlatform.Tax.Settings;

namespace PortfolioPlatform.Tax.Figures;

/// <summary>
/// A legal entity's ledger in the words of the tax engine, and what was computed of it so far. Outcomes of one set of options are made once; after the ledger changed, what an
/// earlier state of it matched is taken over where it is still true. Closed years are computed of what was filed.
/// </summary>
internal sealed class EntityLedger(LedgerEntity entity, TaxSettings settings, LedgerView view, LedgerRows rows, RateBook rates, FiledYears filed, EntityLedger? before = null)
{
    private const int MostYears = 24;
    private readonly ConcurrentDictionary<string, Lazy<Task<Result<YearReport>>>> _years = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, LotMemory> _memories = before?.Memories() ?? new(StringComparer.Ordinal);

    public LedgerEntity Entity => entity;

    public TaxSettings Settings => settings;

    public LedgerView View => view;

    /// <summary>The ledger's rows as they are; <see cref="Filed"/> has those that figures are computed of.</summary>
    public LedgerRows Rows => rows;

    public RateBook Rates => rates;

    /// <summary>What closed years were filed with.</summary>
    public FiledYears Filed => filed;

    /// <summary>Figures that are looked at again and again.</summary>
    public RememberedFigures Figures { get; } = new();

    /// <summary>The entity's accounts.</summary>
    public IEnumerable<LedgerAccount> Accounts => view.Accounts.Where(a => a.Entity == entity.Id);

    /// <summary>How many transactions of the entity it has.</summary>
    public int Transactions { get; } = view.Entries.Count(e => view.Accounts.Any(a => a.Entity == entity.Id && a.Id == e.Account));

    /// <summary>Whether somebody was answered with it while the ledger had moved on already, because reading that takes longer than anybody waits.</summary>
    public bool IsBehind { get; set; }

    /// <summary>A year by the entity's settings, or by another method or scope. A closed year is as it was filed.</summary>
    public Result<YearReport> Year(int year, string? method = null, string? scope = null)
    {
        var report = filed.Over(year);
        var basis = report?.Settings ?? settings;
        var chosen = basis with { Method = method ?? basis.Method, Scope = scope ?? basis.Scope, Allocation = scope is null or "statutory" ? basis.Allocation : null };
        var options = method is null && scope is null && report?.Year == year ? report.Options : chosen.Options(year);
        return options.IsOk ? Kept($"{report?.Closing.Report}|{string.Join('|', chosen.Words("", "", year))}|{options.Value.Choices.WashSales}", options.Value, filed.RowsOf(year)) : options.Error;
    }

    /// <summary>Days of any length by the entity's settings: from the first on, before the second.</summary>
    public Result<YearReport> Between(DateOnly from, DateOnly until)
    {
        var options = settings.Options(null);
        return options.IsOk ? Kept($"{from:O}..{until:O}", options.Value with { Days = (from, until) }, filed.Current) : options.Error;
    }

    /// <summary>The whole history by the entity's settings.</summary>
    public Result<Outcome> Whole() => Figures.Once("whole", () => new Entirety(Everything())).Outcome;

    private Result<Outcome> Everything()
    {
        var options = settings.Options(null);
        if (!options.IsOk) return options.Error;
        try
        {
            return TaxComputation.OfAll(options.Value with { WatchesWallets = true }, [.. filed.Current.Rows], filed.Current.Ids).Outcome() with { Closed = filed.Problems };
        }
        catch (AllocationMismatchException mismatch)
        {
            return Misfit(mismatch);
        }
    }

    // Made once by one thread; the others wait as tasks do, for a thread that is blocked by a lock is one that nobody else can use.
    private Result<YearReport> Kept(string key, TaxOptions options, LedgerRows source)
    {
        if (_years.Count >= MostYears && !_years.ContainsKey(key)) _years.Clear();
        return _years.GetOrAdd(key, k => new(() => Task.Run(() => Made(k, options, source)))).Value.GetAwaiter().GetResult();
    }

    private Result<YearReport> Made(string key, TaxOptions options, LedgerRows source)
    {
        try
        {
            return Computed(options, source, key);
        }
        catch (AllocationMismatchException mismatch)
        {
            return Misfit(mismatch);
        }
    }

    // The ledger changed since the allocation was set, or never was as it says.
    private static Error Misfit(AllocationMismatchException mismatch) => new("TAX_ALLOCATION", mismatch.Message);

    private YearReport Computed(TaxOptions options, LedgerRows source, string key)
    {
        var looked = options with { IsSealed = false };
        RememberingLotEngine? remembering = null;
        var known = Memory(key);
        Func<EventIds, IDisposalEngine>? engine = options.Choice.HasOneOrder ? ids => remembering = new RememberingLotEngine(options.Choice, ids, known) : null;
        var report = new YearReport(looked, TaxComputation.OfAll(looked, [.. source.Rows], source.Ids, engine: engine).Outcome());
        if (remembering is not null) Remember(key, remembering.Memory);
        return report;
    }

    private LotMemory? Memory(string key)
    {
        lock (_gate) return _memories.GetValueOrDefault(key);
    }

    private void Remember(string key, LotMemory memory)
    {
        lock (_gate)
        {
            if (_memories.Count > MostYears) _memories.Clear();
            _memories[key] = memory;
        }
    }

    private Dictionary<string, LotMemory> Memories()
    {
        lock (_gate) return new(_memories, StringComparer.Ordinal);
    }

    private sealed record Entirety(Result<Outcome> Outcome);
}
