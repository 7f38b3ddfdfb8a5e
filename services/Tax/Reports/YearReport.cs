using PortfolioPlatform.Accounting.Lots;
using PortfolioPlatform.Tax.CommandLine;
using PortfolioPlatform.Tax.Engines;
using PortfolioPlatform.Tax.Events;
using PortfolioPlatform.Tax.Forms;
using PortfolioPlatform.Tax.Institutions;

namespace PortfolioPlatform.Tax.Reports;

/// <summary>One tax year of an outcome, or other days of it: what its tables are made of.</summary>
internal sealed class YearReport
{
    private readonly TaxOptions _options;
    private FormRow[]? _forms;

    public YearReport(TaxOptions options, Outcome outcome)
    {
        (_options, Outcome) = (options, outcome);
        Rows = options.Year is null && options.Days is null ? [.. Enumerable.Range(0, Result.Rows.Count)] : OfYear();
        Cash = [.. outcome.Cash.Where(c => InYear(Calendar.Day(c.Time)))];
    }

    /// <summary>Everything that was computed.</summary>
    public Outcome Outcome { get; }

    /// <summary>What the matching found.</summary>
    public TaxResult Result => Outcome.Result;

    /// <summary>What the year was computed by.</summary>
    public TaxOptions Options => _options;

    /// <summary>The year's rows: with a year only its disposals are reported; the earlier ones were needed to consume their lots.</summary>
    public int[] Rows { get; }

    /// <summary>The year's income and results of positions.</summary>
    public CashResult[] Cash { get; }

    /// <summary>Which days by which choices: reports of one ledger with the same key are the same.</summary>
    public string Key => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Start:O} {Until:O} {_options.Method} {_options.Scope} {_options.Choices.WashSales}");

    /// <summary>The first day.</summary>
    public DateOnly Start => _options.Days?.From ?? _options.YearStart;

    /// <summary>The first day after the year.</summary>
    public DateOnly Until => _options.Days?.Until ?? _options.Choice.Until ?? DateOnly.MaxValue;

    /// <summary>The last instant's end.</summary>
    public DateTimeOffset End => Calendar.Midnight(Until);

    private Jurisdictions.TaxCalendar Calendar => _options.Jurisdiction.Calendar;

    /// <summary>The rows with their days, rounded.</summary>
    public FormRow[] Forms => _forms ??= [.. Rows.Select(i => Form(Result.Rows[i]))];

    /// <summary>The form, and the tables beside it.</summary>
    public TaxReturn Return(int year)
    {
        var sales = Result.Sales.Where(s => InYear(Calendar.Day(s.Time))).ToArray();
        var filed = _options.Jurisdiction.Return(new ReturnInput(year, Calendar.Start(year), Forms, Cash, sales, _options.Method, id => Outcome.Ids[id])
        {
            Brokers = Outcome.Brokers,
            IdentifiedAt = id => Outcome.Identified.TryGetValue(id, out var at) ? at : null,
            PriceSource = id => Outcome.PriceSources.TryGetValue(id, out var source) ? source : $"row {Outcome.Ids[id]}",
        });
        var holdings = Holding.Of(this);
        List<FormSheet> sheets = [.. filed.Sheets, IncomeSheet.Of(this), HoldingSheet.Of(this, holdings), SummarySheet.Of(this, holdings), TraceSheet.Of(this), ProblemSheet.Of(this, holdings)];
        if (_options.Choices.RollForward) sheets.Add(RollForwardSheet.Of(this, holdings));
        if (Outcome.Restricted.Count > 0) sheets.Add(RestrictedSheet.Of(this, holdings));
        if (_options.Choices.ExchangeTotals) sheets.AddRange(Outcome.Exchanged.Sheets());
        return filed with { Sheets = sheets };
    }

    /// <summary>The local day of an instant of a row.</summary>
    public DateOnly Day(DateTimeOffset time) => Result.ByDay ? DateOnly.FromDateTime(time.UtcDateTime) : Calendar.Day(time);

    /// <summary>The local day of an event.</summary>
    public DateOnly EventDay(DateTimeOffset time) => Calendar.Day(time);

    /// <summary>Short, long or nothing.</summary>
    public string Term(FormRow row) => row.Acquired is { } acquired && !Result.ByDay ? _options.Jurisdiction.Term(acquired, row.Disposed) : "";

    /// <summary>A row with its days.</summary>
    public FormRow Form(in MatchedPiece piece) => new(piece, piece.Acquired is { } acquired ? Day(acquired) : null, Day(piece.Disposed));

    // A row is computed when it is read: those of a year are read once for everything that is made of them.
    private int[] OfYear()
    {
        var (places, forms) = (new List<int>(), new List<FormRow>());
        for (var i = 0; i < Result.Rows.Count; i++)
        {
            var piece = Result.Rows[i];
            if (!InYear(Day(piece.Disposed))) continue;
            places.Add(i);
            forms.Add(Form(piece));
        }

        _forms = [.. forms];
        return [.. places];
    }

    private bool InYear(DateOnly day) => _options.Days is { } days ? day >= days.From && day < days.Until : _options.Year is not { } year || Calendar.YearOf(day) == year;
}
