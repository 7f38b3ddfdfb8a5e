using PortfolioPlatform.Risk.Warnings;

namespace PortfolioPlatform.Portfolio.Risk.Live;

/// <summary>The early warnings of one portfolio: what prices tell is replayed over the stored hours and the prices of now, limits are switches of their own that outlive the process.</summary>
internal sealed class BookWarnings(RiskLimits options)
{
    private const int Calm = 3;
    private readonly Dictionary<(string Kind, string Subject), Hysteresis> limits = [];
    private readonly Dictionary<(string Kind, string Subject), OpenWarning> open = [];

    /// <summary>What stands now.</summary>
    public IReadOnlyCollection<OpenWarning> Open => open.Values;

    /// <summary>How far the present holdings stand below their highest value of the month.</summary>
    public double Drawdown { get; private set; } = double.NaN;

    /// <summary>Goes on from what stood when the last process ended.</summary>
    public void Restore(IEnumerable<OpenWarning> stored)
    {
        foreach (var warning in stored) open[(warning.Kind, warning.Subject)] = warning;
    }

    /// <summary>Looks again. Returns what was raised and what was cleared.</summary>
    public (IReadOnlyList<OpenWarning> Raised, IReadOnlyList<OpenWarning> Cleared) Look(CoveredBook book, ExposuresValue exposures, PriceGrid hourly, DateTimeOffset now)
    {
        var standing = Replay(book.Snapshot, hourly, now).Concat(Limits(book.Snapshot, exposures)).GroupBy(w => (w.Kind, w.Subject)).ToDictionary(g => g.Key, g => g.First());
        OpenWarning[] cleared = [.. open.Values.Where(w => !standing.ContainsKey((w.Kind, w.Subject)) && !IsUnknown(w, book.Snapshot))];
        OpenWarning[] raised = [.. standing.Where(w => !open.ContainsKey(w.Key)).Select(w => w.Value with { RaisedAt = now })];
        foreach (var warning in cleared) open.Remove((warning.Kind, warning.Subject));
        foreach (var warning in raised) open[(warning.Kind, warning.Subject)] = warning;
        return (raised, cleared);
    }

    /// <summary>Whether nothing can be said of it now, since prices are missing: then it stands as it stood.</summary>
    private static bool IsUnknown(OpenWarning warning, BookSnapshot book)
    {
        if (warning.Kind == nameof(WarningKind.MissingPrice)) return false;
        if (book.Gross == 0 && !book.Assets.IsEmpty) return true;
        var byPrices = warning.Kind is nameof(WarningKind.AssetBreak) or nameof(WarningKind.StablecoinBand) or nameof(WarningKind.CorrelationBreak) or nameof(WarningKind.Drawdown);
        return byPrices && book.Assets.Any(a => !a.IsFresh && (warning.Subject.Length == 0 || warning.Subject == a.Asset.Value));
    }

    private List<OpenWarning> Replay(BookSnapshot book, PriceGrid hourly, DateTimeOffset now)
    {
        var assets = book.Assets.Where(a => a.Kind is "crypto" or "stablecoin" && hourly.Usd(a.Asset) is not null && book.Gross > 0).ToArray();
        if (assets.Length == 0) return [];
        var watch = new BookWatch([.. assets.Select(a => new WatchedAsset(a.Asset.Value, (a.Exposure ?? 0) / book.Gross, a.IsDollarCoin))]);
        var columns = Array.ConvertAll(assets, a => hourly.Usd(a.Asset)!);
        var standing = new Dictionary<(WarningKind, string), WarningChange>();
        for (var row = 0; row < hourly.Rows; row++) Take(watch.Update(hourly.At(row), Array.ConvertAll(columns, c => c[row])));
        Take(watch.Update(now, Array.ConvertAll(assets, a => a.IsFresh ? a.Usd ?? double.NaN : double.NaN)));
        Drawdown = watch.Drawdown;
        return [.. standing.Values.Select(c => new OpenWarning(c.Kind.ToString(), c.Subject, now, c.Measured, c.Limit))];

        void Take(IReadOnlyList<WarningChange> changes)
        {
            foreach (var change in changes)
            {
                if (change.IsRaised) standing[(change.Kind, change.Subject)] = change;
                else standing.Remove((change.Kind, change.Subject));
            }
        }
    }

    private IEnumerable<OpenWarning> Limits(BookSnapshot book, ExposuresValue exposures)
    {
        var level = exposures.Normal.FirstOrDefault(l => l.Level == BookRisk.LimitLevel)?.Var;
        IEnumerable<OpenWarning?> looks =
        [
            Limit(WarningKind.ValueAtRisk, "", level ?? double.NaN, options.VarLimit),
            .. book.Assets.Where(a => a.Kind != "fiat").Select(a => Limit(WarningKind.Concentration, $"asset:{a.Asset}", a.Worth is null ? double.NaN : Share(exposures.Assets, a.Asset.Value), options.AssetLimit)),
            .. exposures.Venues.Select(v => Limit(WarningKind.Concentration, $"venue:{v.Key}", v.Share, options.VenueLimit)),
            .. book.Assets.Where(a => a.Worth is null || Share(exposures.Assets, a.Asset.Value) >= options.Negligible).Select(a => Limit(WarningKind.MissingPrice, a.Asset.Value, a.IsFresh ? 0 : 1, 1)),
        ];
        return looks.OfType<OpenWarning>();
    }

    /// <summary>Cleared a tenth below the limit, after three looks in a row.</summary>
    private OpenWarning? Limit(WarningKind kind, string subject, double measured, double limit)
    {
        var key = (kind.ToString(), subject);
        if (!limits.TryGetValue(key, out var known))
        {
            limits[key] = known = new Hysteresis(limit, 0.9 * limit, Calm);
            if (open.ContainsKey(key)) known.Restore();
        }

        known.Update(measured);
        return known.IsRaised ? open.GetValueOrDefault(key) ?? new(key.Item1, subject, default, double.IsNaN(measured) ? limit : measured, limit) : null;
    }

    private static double Share(IEnumerable<ShareValue> shares, string key) => shares.FirstOrDefault(s => s.Key == key)?.Share ?? 0;
}

/// <summary>A warning that stands.</summary>
/// <param name="Kind">A <see cref="WarningKind"/>.</param>
/// <param name="Subject">Asset or venue; empty for the portfolio.</param>
/// <param name="RaisedAt">Since when.</param>
/// <param name="Measured">What was measured then.</param>
/// <param name="Threshold">What it was held against.</param>
internal sealed record OpenWarning(string Kind, string Subject, DateTimeOffset RaisedAt, double Measured, double Threshold);
