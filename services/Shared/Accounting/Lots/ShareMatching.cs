using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Accounting.Lots;

/// <summary>
/// United Kingdom share matching for one asset (TCGA 1992 s105, s106A, s104; HMRC CRYPTO22250 ff.): a day's disposals against
/// the same day's acquisitions, then against those of the 30 days after (earliest disposal first, earliest acquisition first), then against the pool.
/// Linear in the number of days after the sort. Fees are part of the cost on both sides; those of disposals are told apart too.
/// </summary>
public static class ShareMatching
{
    private const int LaterDays = 30;

    /// <summary>Matches the days of one asset.</summary>
    /// <param name="days">Acquisitions and disposals summed by local day, ascending, each day once.</param>
    /// <param name="pool">The section 104 pool before the first day.</param>
    /// <param name="until">The first day after the period whose closing pool is asked for; later days still serve the 30-day rule. Null: all days.</param>
    public static ShareMatchingResult Match(IReadOnlyList<ShareDay> days, SectionPool pool, DateOnly? until = null)
    {
        var open = days.Select(d => new OpenDay(d)).ToArray();
        var rows = new List<ShareMatch>();
        foreach (var day in open) day.Match(day, "same-day", rows);
        for (var i = 0; i < open.Length; i++)
            for (var j = i + 1; j < open.Length && open[i].ToDispose.Sign > 0 && open[j].Day.DayNumber - open[i].Day.DayNumber <= LaterDays; j++)
                open[i].Match(open[j], "30-day", rows);
        var removals = new List<ShareRemoval>();
        SectionPool? closing = null;
        foreach (var day in open)
        {
            if (day.Day >= until) closing ??= pool;
            pool = day.Remove(day.Settle(pool, rows), removals);
        }

        return new ShareMatchingResult([.. rows.OrderBy(r => r.DisposalDay)], closing ?? pool) { Removals = removals };
    }

    private sealed class OpenDay(ShareDay day)
    {
        private Quantity _acquired = day.AcquiredUnits;
        private Quantity _cost = day.AcquiredCost;
        private Quantity _proceeds = day.Proceeds;
        private Quantity _fee = day.DisposalFee;

        public DateOnly Day => day.Day;

        public Quantity ToDispose { get; private set; } = day.DisposedUnits;

        public void Match(OpenDay acquisition, string rule, List<ShareMatch> rows)
        {
            var units = ToDispose < acquisition._acquired ? ToDispose : acquisition._acquired;
            if (units.Sign <= 0) return;
            rows.Add(Taken(units, acquisition.Day, acquisition.TakeCost(units), rule, BasisState.Confirmed));
        }

        public SectionPool Settle(SectionPool pool, List<ShareMatch> rows)
        {
            pool = new SectionPool(pool.Units + _acquired, pool.Cost + _cost);
            if (ToDispose.IsZero) return pool;
            var units = ToDispose < pool.Units ? ToDispose : pool.Units;
            if (units.Sign > 0)
            {
                var cost = units == pool.Units ? pool.Cost : (pool.Cost * units).Divide(pool.Units, Lot.ShareScale);
                rows.Add(Taken(units, null, cost, "section-104", BasisState.Confirmed));
                pool = new SectionPool(pool.Units - units, pool.Cost - cost);
            }

            if (ToDispose.Sign > 0) rows.Add(Taken(ToDispose, null, Quantity.Zero, "section-104", BasisState.Unknown));
            return pool;
        }

        public SectionPool Remove(SectionPool pool, List<ShareRemoval> removals)
        {
            var units = day.RemovedUnits < pool.Units ? day.RemovedUnits : pool.Units;
            if (units.Sign <= 0) return pool;
            var cost = units == pool.Units ? pool.Cost : (pool.Cost * units).Divide(pool.Units, Lot.ShareScale);
            removals.Add(new ShareRemoval(Day, units, cost));
            return new SectionPool(pool.Units - units, pool.Cost - cost);
        }

        private ShareMatch Taken(Quantity units, DateOnly? acquired, Quantity cost, string rule, BasisState basis)
        {
            var (proceeds, fee) = (Share(_proceeds, units), Share(_fee, units));
            (ToDispose, _proceeds, _fee) = (ToDispose - units, _proceeds - proceeds, _fee - fee);
            return new ShareMatch(Day, acquired, units, proceeds, cost, rule, basis) { Fee = fee };
        }

        private Quantity Share(Quantity whole, Quantity units) => units == ToDispose || whole.IsZero ? whole : (whole * units).Divide(ToDispose, Lot.ShareScale);

        private Quantity TakeCost(Quantity units)
        {
            var share = units == _acquired ? _cost : (_cost * units).Divide(_acquired, Lot.ShareScale);
            _acquired -= units;
            _cost -= share;
            return share;
        }
    }
}

/// <summary>One local day of one asset.</summary>
/// <param name="Day">The day in Europe/London.</param>
/// <param name="AcquiredUnits">Sum of acquisitions.</param>
/// <param name="AcquiredCost">Their cost, fees added.</param>
/// <param name="DisposedUnits">Sum of disposals.</param>
/// <param name="Proceeds">What they fetched, fees deducted.</param>
/// <param name="RemovedUnits">Units that left without a disposal (a gift at no gain and no loss, theft): they take their share of the pool with them.</param>
public readonly record struct ShareDay(DateOnly Day, Quantity AcquiredUnits, Quantity AcquiredCost, Quantity DisposedUnits, Quantity Proceeds, Quantity RemovedUnits = default)
{
    /// <summary>Fees of the disposals, deducted from <see cref="Proceeds"/>.</summary>
    public Quantity DisposalFee { get; init; }
}

/// <summary>Units that left the pool without a disposal.</summary>
public readonly record struct ShareRemoval(DateOnly Day, Quantity Units, Quantity Cost);

/// <summary>A section 104 holding.</summary>
/// <param name="Units">Units held.</param>
/// <param name="Cost">Their pooled allowable cost.</param>
public readonly record struct SectionPool(Quantity Units, Quantity Cost);

/// <summary>A part of a day's disposals and what it was matched with.</summary>
/// <param name="DisposalDay">Day of disposal.</param>
/// <param name="AcquisitionDay">Day of the matched acquisition; null for the pool.</param>
/// <param name="Units">How many.</param>
/// <param name="Proceeds">What they fetched, fees deducted.</param>
/// <param name="Cost">Allowable cost.</param>
/// <param name="Rule"><c>same-day</c>, <c>30-day</c> or <c>section-104</c>.</param>
/// <param name="Basis">Whether the cost is known.</param>
public readonly record struct ShareMatch(DateOnly DisposalDay, DateOnly? AcquisitionDay, Quantity Units, Quantity Proceeds, Quantity Cost, string Rule, BasisState Basis)
{
    /// <summary>What was deducted from the proceeds.</summary>
    public Quantity Fee { get; init; }

    /// <summary>Proceeds less cost.</summary>
    public Quantity Gain => Proceeds - Cost;
}

/// <summary>All matches, by day of disposal, and the pool afterwards.</summary>
public sealed record ShareMatchingResult(IReadOnlyList<ShareMatch> Matches, SectionPool Pool)
{
    /// <summary>Units that left without a disposal.</summary>
    public IReadOnlyList<ShareRemoval> Removals { get; init; } = [];
}
