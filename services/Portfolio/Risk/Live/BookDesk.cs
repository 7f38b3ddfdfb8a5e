namespace PortfolioPlatform.Portfolio.Risk.Live;

/// <summary>What the engine knows of one portfolio. Used by one thread at a time.</summary>
internal sealed class BookDesk(RiskLimits options)
{
    private const double Material = 0.01;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private DateTimeOffset since;

    /// <summary>What it holds now.</summary>
    public BookSnapshot? Snapshot { get; private set; }

    /// <summary>The assets in the figures, with their returns and covariance.</summary>
    public CoveredBook? Book { get; private set; }

    public BookWarnings Warnings { get; } = new(options);

    /// <summary>Number of the last report; null until the stored ones were read.</summary>
    public long? Number { get; set; }

    /// <summary>The last night whose simulation is stored; the first day there is when none is. Null until the stored ones were read.</summary>
    public DateOnly? Night { get; set; }

    /// <summary>When a night that could not be stored is tried again.</summary>
    public DateTimeOffset NightAgain { get; set; }

    /// <summary>When a full report is due.</summary>
    public DateTimeOffset DueAt { get; set; }

    /// <summary>What the last full report was made of.</summary>
    private BookSnapshot? Reported { get; set; }

    /// <summary>Takes what is held now. A change that matters makes a full report due at once: other assets, one per cent of value, a price that came or went, a stablecoin off its band.</summary>
    public void Take(BookSnapshot snapshot, PriceGrid daily)
    {
        if (Snapshot is null) since = snapshot.At;
        Snapshot = snapshot;
        if (Book?.At(snapshot) is { } same) Book = same;
        else (Book, DueAt) = (CoveredBook.Of(snapshot, daily), DateTimeOffset.MinValue);
        if (Reported is { } before && Matters(before, snapshot)) DueAt = DateTimeOffset.MinValue;
    }

    /// <summary>Chooses the assets anew, since prices were read.</summary>
    public void Follow(PriceGrid daily)
    {
        if (Snapshot is { } snapshot) Book = CoveredBook.Of(snapshot, daily);
    }

    /// <summary>Whether a day has begun in the portfolio's zone since the last night, and there is enough to say something of it. Prices that are still on their way are waited for.</summary>
    public bool IsNightDue(DateTimeOffset now) => Night is { } last && NightAgain <= now && Book is { Missing: null } && RiskNight.DayOf(Snapshot!, now) > last
        && (Snapshot!.Assets.All(a => a.Worth is not null) || now - since >= Patience);

    public void Done(DateTimeOffset next) => (Reported, DueAt) = (Snapshot, next);

    private static bool Matters(BookSnapshot before, BookSnapshot now)
    {
        if (Math.Abs(now.Gross - before.Gross) > Material * before.Gross) return true;
        for (var i = 0; i < Math.Min(now.Assets.Length, before.Assets.Length); i++)
        {
            var (a, b) = (before.Assets[i], now.Assets[i]);
            if (a.IsFresh != b.IsFresh || IsOff(a) != IsOff(b)) return true;
        }

        return false;
    }

    private static bool IsOff(HeldAsset asset) => asset.IsDollarCoin && asset.Usd is { } usd && Math.Abs(usd - 1) >= PortfolioPlatform.Risk.Warnings.WatchRules.Frozen.BandOn;
}
