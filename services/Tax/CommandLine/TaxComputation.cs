using PortfolioPlatform.Accounting.Lots;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Tax.CommandLine;

/// <summary>Events in, matched rows and open lots out; either a lot method or United Kingdom share matching.</summary>
internal sealed class TaxComputation(TaxOptions options)
{
    private readonly Dictionary<AssetId, SortedDictionary<DateOnly, ShareDay>> _days = [];
    private readonly LotBook? _book = options.Method is { } method ? new LotBook(method, options.Scope) : null;
    private readonly DateOnly? _end = options.Year is { } year ? new DateOnly(year + 1, options.Jurisdiction.StartMonth, options.Jurisdiction.StartDay) : null;
    private LotEvent _last;

    /// <summary>Whether all events so far came in their order; if not, the caller reads the file again and sorts it.</summary>
    public bool InOrder { get; private set; } = true;

    /// <summary>Applies one event; the first one out of order ends this computation.</summary>
    public void Add(LotEvent e)
    {
        InOrder &= e.CompareTo(_last) >= 0;
        if (!InOrder) return;
        _last = e;
        Apply(e);
    }

    /// <summary>Applies events of any order.</summary>
    public void AddAllSorted(List<LotEvent> events)
    {
        events.Sort();
        foreach (var e in events) Apply(e);
    }

    /// <summary>Everything the report needs.</summary>
    public TaxResult Result()
    {
        if (_book is not null) return TaxResult.Of(_book);
        var shares = _days.OrderBy(d => d.Key).Select(d => (d.Key, ShareMatching.Match([.. d.Value.Values], default))).ToArray();
        return TaxResult.Of(shares);
    }

    private void Apply(in LotEvent e)
    {
        if (_end is { } end && options.Jurisdiction.Day(e.Time) >= end) return;
        if (_book is not null) _book.Apply(e);
        else AddShareDay(e);
    }

    private void AddShareDay(in LotEvent e)
    {
        if (e.Kind == LotEventKind.Transfer) return; // One pool over all wallets: a move changes nothing.
        if (!_days.TryGetValue(e.Asset, out var days)) _days[e.Asset] = days = [];
        var key = options.Jurisdiction.Day(e.Time);
        var day = days.GetValueOrDefault(key, new ShareDay(key, default, default, default, default));
        var value = e.Units * e.UnitPrice;
        days[key] = e.Kind == LotEventKind.Sell
            ? day with { DisposedUnits = day.DisposedUnits + e.Units, Proceeds = day.Proceeds + value - e.Fee }
            : day with { AcquiredUnits = day.AcquiredUnits + e.Units, AcquiredCost = day.AcquiredCost + value + e.Fee };
    }
}
