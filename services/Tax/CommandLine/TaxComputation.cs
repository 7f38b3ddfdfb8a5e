using System.Runtime.CompilerServices;
using PortfolioPlatform.Accounting.Lots;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.Brokers;
using PortfolioPlatform.Tax.Engines;
using PortfolioPlatform.Tax.Events;
using PortfolioPlatform.Tax.Institutions;
using PortfolioPlatform.Tax.Reports;

namespace PortfolioPlatform.Tax.CommandLine;

/// <summary>Rows in, matched pieces and open lots out.</summary>
internal sealed class TaxComputation
{
    private readonly TaxOptions _options;
    private readonly EventIds _ids;
    private readonly IDisposalEngine _engine;
    private readonly EventTranslation _translation;
    private readonly SeenEvents? _seen;
    private readonly PriceBook _prices = new();
    private readonly FlowBook _flows = new();
    private readonly ExchangeTotals _exchanged = new();
    private readonly List<Replacement> _later = [];
    private readonly WalletHoldings? _wallets;
    private readonly Dictionary<long, DateTimeOffset> _identified = [];
    private readonly Dictionary<long, string> _sources = [];
    private bool _isInYear;
    private LotIdentification? _identification;
    private (DateTimeOffset Time, long Id, AssetId Asset)? _last;

    public TaxComputation(TaxOptions options, EventIds ids, TreatmentTable? treatments = null, Func<EventIds, IDisposalEngine>? engine = null)
    {
        (_options, _ids) = (options, ids);
        _engine = engine?.Invoke(ids) ?? options.Choice.Create(ids);
        if (options is { Year: not null, IsSealed: true }) _seen = new SeenEvents(ids);
        if (options is { WatchesWallets: true, Choice: { Scope: LotScope.Universal, Switch: null } }) _wallets = new WalletHoldings();
        _translation = new EventTranslation(treatments ?? TreatmentTable.For(options.Jurisdiction.Name), options.Jurisdiction.Calendar.Day, options.Currency, Apply);
    }

    /// <summary>Whether all rows so far came in their order (time, then id); if not, the caller reads the file again and sorts it.</summary>
    public bool InOrder { get; private set; } = true;

    /// <summary>Applies one row; the first one out of order ends this computation.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(in TaxEvent e)
    {
        if (_last is { } last && (e.Time < last.Time || (e.Time == last.Time && _ids.Compare(e.Id, last.Id) < 0))) InOrder = false;
        if (!InOrder) return;
        _last = (e.Time, e.Id, e.Asset);
        if (_options.Year is not null && !See(e)) return;
        _identification = e.More is { Lots: { } lots, IdentifiedAt: { } at } ? LotNames.Resolve(lots, at, _ids) : null;
        if (_identification is not null) _identified[e.Id] = _identification.At;
        if (e.PriceSource is { } source) _sources[e.Id] = source;
        _translation.Add(e);
    }

    /// <summary>Rows of any order, their ordinals being places in <paramref name="ids"/>, as a computation in the total order.</summary>
    /// <param name="options">What was asked for.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="ids">Their ids.</param>
    /// <param name="treatments">Another table than the jurisdiction's.</param>
    /// <param name="engine">Another engine than the choice's own, made for the ids as they are ordered.</param>
    public static TaxComputation OfAll(TaxOptions options, List<TaxEvent> rows, EventIds ids, TreatmentTable? treatments = null, Func<EventIds, IDisposalEngine>? engine = null)
    {
        rows.Sort((a, b) => a.Time.CompareTo(b.Time) is var byTime && byTime != 0 ? byTime : ids.Compare(a.Id, b.Id));
        var ordered = new EventIds();
        for (var i = 0; i < rows.Count; i++) rows[i] = rows[i] with { Id = ordered.AddFrom(ids, rows[i].Id) };
        var computation = new TaxComputation(options, ordered, treatments, engine);
        foreach (var row in rows) computation.Add(row);
        return computation;
    }

    /// <summary>Everything the report needs.</summary>
    public Outcome Outcome()
    {
        var result = _engine.Result();
        if (_options.Choices.WashSales) result = WashSales.Apply(result, _later, _options.Jurisdiction.Calendar.Day);
        return new Outcome(result, _translation.Cash, _ids) { Seen = _seen, Prices = _prices, Flows = _flows, Exchanged = _exchanged, Negative = Negative(result), Identified = _identified, PriceSources = _sources };
    }

    // Where the pool is short too, that says more.
    private LotNote[] Negative(TaxResult result) =>
        _wallets is null ? [] : [.. _wallets.Negative.Where(n => !result.Shortfalls.Any(s => s.Event == n.Event && s.Asset == n.Asset))];

    // A report knows nothing of later times than its law looks at, so that later events leave it as it was filed.
    private bool See(in TaxEvent e)
    {
        var day = _options.Jurisdiction.Calendar.Day(e.Time);
        if (day >= _options.Choice.Horizon) return false;
        _seen?.Add(e);
        if (day >= _options.Choice.Until)
        {
            if (_options.Choice.LooksAhead && e.Class is EventClass.Buy) _later.Add(new Replacement(e.Asset, e.Id, e.Time, e.Units));
            return !_options.Choice.LooksAhead;
        }

        var price = new PricePoint(e.Price, e.Time, $"row {_ids[e.Id]}");
        _prices.Add(e.Asset, price);
        _isInYear = day >= _options.YearStart;
        if (_isInYear) _exchanged.Add(e);
        else _flows.OpeningPrices.Add(e.Asset, price);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Apply(in LotEvent e)
    {
        if (_identification is not null && e.Kind == LotEventKind.Sell && e.Asset == _last!.Value.Asset)
            Matched(e with { Detail = (e.Detail ?? new LotEventDetail()) with { Identification = _identification } });
        else Matched(e);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Matched(in LotEvent e)
    {
        if (_options.Choices.RollForward && _options.Jurisdiction.Calendar.Day(e.Time) < _options.Choice.Until) _flows.Add(e, _isInYear);
        _wallets?.Add(e);
        _engine.Apply(e);
    }
}

/// <summary>What a computation found.</summary>
/// <param name="Result">Matched pieces and open lots.</param>
/// <param name="Cash">Results that need no lot.</param>
/// <param name="Ids">The file's ids by ordinal.</param>
internal sealed record Outcome(TaxResult Result, IReadOnlyList<CashResult> Cash, EventIds Ids)
{
    /// <summary>The events, when a year is reported.</summary>
    public SeenEvents? Seen { get; init; }

    /// <summary>The last price of each asset before the year's end.</summary>
    public PriceBook Prices { get; init; } = new();

    /// <summary>What came and went, asset by asset, when the roll-forward is asked for.</summary>
    public FlowBook Flows { get; init; } = new();

    /// <summary>The year's totals by kind of transaction.</summary>
    public ExchangeTotals Exchanged { get; init; } = new();

    /// <summary>Sales as brokers told them.</summary>
    public IReadOnlyList<BrokerSale> Brokers { get; init; } = [];

    /// <summary>Units that may not be sold, as who files says.</summary>
    public IReadOnlyList<RestrictedUnits> Restricted { get; init; } = [];

    /// <summary>Wallets from which more left than had come, where lots are kept over all wallets.</summary>
    public IReadOnlyList<LotNote> Negative { get; init; } = [];

    /// <summary>When lots were named for a disposal, by its ordinal.</summary>
    public IReadOnlyDictionary<long, DateTimeOffset> Identified { get; init; } = new Dictionary<long, DateTimeOffset>();

    /// <summary>Where the price of a row came from, by its ordinal; rows that do not say are not in it.</summary>
    public IReadOnlyDictionary<long, string> PriceSources { get; init; } = new Dictionary<long, string>();

    /// <summary>What the input says otherwise about a closed year.</summary>
    public IReadOnlyList<Problem> Closed { get; init; } = [];
}
