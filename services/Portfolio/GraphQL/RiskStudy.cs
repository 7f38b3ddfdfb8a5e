using PortfolioPlatform.Portfolio.Risk.Live;
using PortfolioPlatform.Risk.Backtests;
using PortfolioPlatform.Risk.Covariance;
using PortfolioPlatform.Risk.MonteCarlo;
using PortfolioPlatform.Risk.Numerics;
using PortfolioPlatform.Risk.Performance;
using PortfolioPlatform.Risk.Reports;
using PortfolioPlatform.Risk.Stress;
using PortfolioPlatform.Risk.ValueAtRisk;

namespace PortfolioPlatform.Portfolio.GraphQL;

/// <summary>Risk computed on demand. Pure.</summary>
internal static class RiskStudy
{
    private const string NotEnough = "not enough data";

    public static LossDistributionItem Losses(CoveredBook book, int bins)
    {
        var returns = book.Returns.Portfolio(book.Weights);
        var losses = Array.ConvertAll(returns, r => -r);
        var (low, high, moments) = (losses.Min(), losses.Max(), Moments.Of(returns));
        var width = (high - low) / bins;
        var counts = new int[bins];
        foreach (var loss in losses) counts[width > 0 ? Math.Min(bins - 1, (int)((loss - low) / width)) : 0]++;
        return new LossDistributionItem(
            losses.Length, -moments.Mean, moments.StandardDeviation, Number(moments.Skewness), Number(moments.ExcessKurtosis),
            [.. counts.Select((count, i) => new LossBinItem(low + (width * i), i == bins - 1 ? high : low + (width * (i + 1)), count))], RiskCoverageItem.Of(book.Coverage()));
    }

    public static IReadOnlyList<DrawdownPointItem> Drawdowns(CoveredBook book)
    {
        var depths = Drawdown.Path(book.Returns.Portfolio(book.Weights));
        return [.. depths.Zip(book.Returns.Times ?? [], (depth, at) => new DrawdownPointItem(at, depth))];
    }

    public static RiskBacktestItem Backtest(CoveredBook book, BacktestMethod method, double level, int window)
    {
        var coverage = RiskCoverageItem.Of(book.Coverage());
        var returns = book.Missing is null ? book.Returns.Portfolio(book.Weights) : [];
        var missing = book.Missing ?? (returns.Length <= window ? FormattableString.Invariant($"{NotEnough}: {returns.Length} days, and more than {window} are needed")
            : method == BacktestMethod.Historical && window < HistoryNeeds.Of(VarMethod.Historical, level) ? FormattableString.Invariant($"{NotEnough}: a window of {window} days has no quantile at {level}") : null);
        if (missing is not null) return new(NotEnough, missing, 0, 0, 0, null, null, null, null, [], coverage);
        var came = returns.AsSpan(window);
        var forecasts = new double[came.Length];
        for (var i = 0; i < forecasts.Length; i++) forecasts[i] = Forecast(returns.AsSpan(i, window), method, level);
        var test = PortfolioPlatform.Risk.Backtests.Backtest.Of(came, forecasts, level);
        return new RiskBacktestItem(
            "ok", null, test.Observations, test.Exceptions, test.Observations * (1 - level), Of(test.Coverage), Of(test.Independence), Of(test.Conditional),
            PortfolioPlatform.Risk.Backtests.Backtest.Light(test.Observations, test.Exceptions, level).ToString().ToUpperInvariant(),
            [.. forecasts.Select((f, i) => new BacktestDayItem(book.Returns.Times![window + i], f, -returns[window + i], -returns[window + i] > f))], coverage);
    }

    public static RiskSimulationItem Simulation(CoveredBook book, double level, double horizon, int paths, long seed, SimulationCopula copula)
    {
        var coverage = RiskCoverageItem.Of(book.Coverage());
        if (book.Missing is { } missing) return new(NotEnough, missing, null, null, null, null, [], paths, seed, coverage);
        var settings = new RiskSettings
        {
            Method = VarMethod.MonteCarlo, Levels = [level], Horizon = horizon, Paths = paths, Seed = (ulong)seed, Components = true,
            Copula = copula == SimulationCopula.Student ? Copula.Student : Copula.Gaussian,
        };
        var report = RiskReporting.Of(book.Returns, book.Weights, settings);
        if (!report.IsOk) return new(NotEnough, report.Error.Message, null, null, null, null, [], paths, seed, coverage);
        var figures = report.Value.Levels[0];
        var parts = figures.Components!.Select((c, i) => new RiskContributionItem(book.Assets[i].Asset.Value, book.Assets[i].Symbol, Number(book.Weights[i]), Number(c)));
        return new("ok", null, Number(figures.Tail.ValueAtRisk), Number(figures.Tail.ExpectedShortfall), Number(figures.Bounds?.Low ?? double.NaN), Number(figures.Bounds?.High ?? double.NaN), [.. parts], paths, seed, coverage);
    }

    public static StressResultItem Stress(CoveredBook book, ScenarioInput input)
    {
        var (held, contracts, scenario) = (BookRisk.Held(book.Snapshot), BookRisk.Contracts(book.Snapshot), input.ToScenario());
        var profits = StressTest.Profits(held, scenario, contracts: contracts);
        IEnumerable<(string Symbol, string Venue, double Worth)> positions = [.. held.Select(e => (e.Asset, e.Venue, e.Worth)), .. contracts.Select(c => (c.Name, c.Venue, c.Worth))];
        return new(
            input.Name, Number(StressTest.Loss(held, scenario, contracts: contracts)), [.. positions.Select((p, i) => new StressPositionItem(p.Symbol, p.Venue, p.Worth, profits[i])).OrderBy(p => p.Profit)]);
    }

    private static double Forecast(ReadOnlySpan<double> window, BacktestMethod method, double level)
    {
        if (method == BacktestMethod.Historical) return HistoricalVar.Plain(window, level, QuantileRule.Default).ValueAtRisk;
        if (method == BacktestMethod.Ewma) return ParametricVar.Normal(0, Math.Sqrt(EwmaVariance.Of(window, EwmaCovariance.DailyDecay)), level).ValueAtRisk;
        var moments = Moments.Of(window);
        return ParametricVar.Normal(moments.Mean, moments.StandardDeviation, level).ValueAtRisk;
    }

    private static LikelihoodTestItem Of(LikelihoodTest test) => new(test.Statistic, test.PValue);

    private static double? Number(double figure) => double.IsFinite(figure) ? figure : null;
}
