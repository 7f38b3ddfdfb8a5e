using System.Collections.Immutable;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Portfolio.Valuation;
using PortfolioPlatform.Risk.Concentration;
using PortfolioPlatform.Risk.Covariance;
using PortfolioPlatform.Risk.Performance;
using PortfolioPlatform.Risk.Reports;
using PortfolioPlatform.Risk.Returns;
using PortfolioPlatform.Risk.Stress;
using PortfolioPlatform.Risk.ValueAtRisk;

namespace PortfolioPlatform.Portfolio.Risk.Live;

/// <summary>The figures of one portfolio. Pure: what is held and the closes in, values out.</summary>
internal static class BookRisk
{
    /// <summary>Confidence of the VaR the limit is held against.</summary>
    public const double LimitLevel = 0.95;

    /// <summary>Confidences that are told.</summary>
    public static IReadOnlyList<double> Levels { get; } = [LimitLevel, 0.99];

    private static readonly VarMethod[] Methods = [VarMethod.Historical, VarMethod.Normal, VarMethod.CornishFisher, VarMethod.Ewma];

    /// <summary>What is told within a second: O(n²).</summary>
    public static ExposuresValue Exposures(CoveredBook book, Stamp stamp, DateTimeOffset now)
    {
        var missing = book.Missing;
        double sd = double.NaN, mean = double.NaN;
        if (missing is null) (sd, mean) = (Math.Sqrt(Math.Max(0, book.Covariance.Form(book.Weights))), book.Means.Zip(book.Weights, (m, w) => m * w).Sum());
        var held = book.Snapshot.Assets.Where(a => a.Worth is not null).ToArray();
        var assets = Shares(held.Select(a => (a.Asset.Value, a.Symbol, a.Exposure!.Value)));
        var risky = ConcentrationFigures.Of(held.Where(a => a.Kind != "fiat").Select(a => KeyValuePair.Create(a.Asset.Value, a.Exposure!.Value)));
        var normal = Levels.Select(l => missing is null && ParametricVar.Normal(mean, sd, l) is var tail ? new LevelValue(l, tail.ValueAtRisk, tail.ExpectedShortfall, null, []) : new LevelValue(l, null, null, missing, []));
        return new("exposures", stamp.Epoch, stamp.Version, missing is null ? "ok" : "not enough data", missing, now, [.. normal], Number(Annualisation.Volatility(sd, Annualisation.Days)), assets,
            Shares(held.SelectMany(a => a.Places.Shares.Select(p => (p.Key, VenueNames.Of(p.Key), a.Worth!.Value * p.Value)))), Shares(held.Where(a => a.Kind == "stablecoin").Select(a => (a.Asset.Value, a.Symbol, a.Worth!.Value)), book.Snapshot.Gross),
            Number(risky.Hhi), Number(risky.EffectiveCount), book.Coverage())
        {
            Chains = Shares(held.Where(a => a.Kind != "fiat").Select(a => Home(a, AssetHome.Find(a.Asset)?.Chain)), book.Snapshot.Gross),
            Issuers = Shares(held.Where(a => a.Kind == "stablecoin").Select(a => Home(a, AssetHome.Find(a.Asset)?.Issuer)), book.Snapshot.Gross),
        };
    }

    /// <summary>What is told once a minute and on material change.</summary>
    public static ReportValue Report(CoveredBook book, double drawdown, long number, Stamp stamp, DateTimeOffset now)
    {
        var missing = book.Missing;
        var path = missing is null ? book.Returns.Portfolio(book.Weights) : [];
        return new("report", stamp.Epoch, stamp.Version, number, missing is null ? "ok" : "not enough data", missing, now, [.. Methods.Select(m => Of(book, m, missing))],
            [.. book.Assets.Select(a => a.Symbol)], [.. book.Weights], missing is null ? Number(Annualisation.Volatility(Moments.Of(path).StandardDeviation, Annualisation.Days)) : null,
            Number(drawdown), missing is null ? Number(Drawdown.Deepest(path).Depth) : null, Stress(book.Snapshot), book.Coverage());
    }

    /// <summary>Correlation of daily returns; null where an asset never moves.</summary>
    public static CorrelationValue Correlation(CoveredBook book, Stamp stamp, DateTimeOffset now)
    {
        var missing = book.Missing;
        var matrix = missing is null ? CorrelationMatrix.FromCovariance(book.Covariance) : new(0);
        var coins = missing is null ? book.Coins : 0;
        var rows = Enumerable.Range(0, coins).Select(i => matrix.Row(i)[..coins].ToArray().Select(Number).ToImmutableArray());
        return new("correlation", stamp.Epoch, stamp.Version, missing is null ? "ok" : "not enough data", missing, now, [.. book.Assets.Take(book.Coins).Select(a => a.Symbol)], [.. rows], book.Coverage());
    }

    private static MethodValue Of(CoveredBook book, VarMethod method, string? missing) => new(Name(method), [.. Levels.Select(l => Of(book, method, l, missing))]);

    private static LevelValue Of(CoveredBook book, VarMethod method, double level, string? missing)
    {
        if (missing is not null) return new(level, null, null, missing, []);
        var report = RiskReporting.Of(book.Returns, book.Weights, new RiskSettings { Method = method, Levels = [level], Components = true });
        if (!report.IsOk) return new(level, null, null, report.Error.Message, []);
        var figures = report.Value.Levels[0];
        return new(level, Number(figures.Tail.ValueAtRisk), Number(figures.Tail.ExpectedShortfall), null, [.. figures.Components!.Select(Number)]);
    }

    /// <summary>Every scenario: the historical ones, a depeg of each dollar coin, the failure of each venue.</summary>
    public static ImmutableArray<StressValue> Stress(BookSnapshot book)
    {
        var (held, contracts) = (Held(book), Contracts(book));
        var coins = held.Where(e => e.IsStablecoin).Select(e => e.Asset).Concat(contracts.SelectMany(c => new[] { c.Settle, c.Quote })).Distinct()
            .Where(a => book.Assets.Any(h => h.IsDollarCoin && string.Equals(h.Symbol, a, StringComparison.OrdinalIgnoreCase)));
        var venues = held.Select(e => e.Venue).Concat(contracts.Select(c => c.Venue)).Distinct().Order(StringComparer.Ordinal);
        IEnumerable<Scenario> scenarios = [.. HistoricalScenarios.All, .. coins.Select(c => Scenario.Depeg(c, 0.9)), .. venues.Select(v => Scenario.VenueFailure(v) with { Name = $"{VenueNames.Of(v)} fails" })];
        return [.. scenarios.Select(s => new StressValue(s.Name, Number(StressTest.Loss(held, s, contracts: contracts))))];
    }

    /// <summary>What is held, where.</summary>
    public static Exposure[] Held(BookSnapshot book) => Array.ConvertAll(Lying(book), l => l.Exposure);

    /// <summary>The same, with the asset.</summary>
    public static (AssetId Asset, Exposure Exposure)[] Lying(BookSnapshot book) =>
        [.. book.Assets.Where(a => a.Held is not null and not 0).SelectMany(a => a.Places.Shares.DefaultIfEmpty(KeyValuePair.Create("unknown", 1.0)).Select(p =>
            (a.Asset, new Exposure(a.Symbol.ToUpperInvariant(), p.Key, a.Held!.Value * p.Value, a.Kind is "stablecoin" or "fiat"))))];

    /// <summary>What is open, where.</summary>
    public static ContractExposure[] Contracts(BookSnapshot book) => [.. book.Contracts.Select(c => c.Terms)];

    private static (string Key, string Name, double Worth) Home(HeldAsset asset, string? home) => (home ?? "unknown", home ?? "unknown", asset.Exposure!.Value);

    private static ImmutableArray<ShareValue> Shares(IEnumerable<(string Key, string Name, double Worth)> parts, double? of = null)
    {
        var sums = parts.GroupBy(p => p.Key).Select(g => (g.Key, g.First().Name, Worth: Math.Abs(g.Sum(p => p.Worth)))).ToArray();
        var whole = of ?? sums.Sum(s => s.Worth);
        return whole > 0 ? [.. sums.Select(s => new ShareValue(s.Key, s.Name, s.Worth / whole)).OrderByDescending(s => s.Share).ThenBy(s => s.Key, StringComparer.Ordinal)] : [];
    }

    private static double? Number(double figure) => double.IsFinite(figure) ? figure : null;

    private static string Name(VarMethod method) => method switch { VarMethod.CornishFisher => "cornish-fisher", var other => other.ToString().ToLowerInvariant() };
}
