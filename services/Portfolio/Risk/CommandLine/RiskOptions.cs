using System.Globalization;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Risk.Covariance;
using PortfolioPlatform.Risk.MonteCarlo;
using PortfolioPlatform.Risk.Numerics;
using PortfolioPlatform.Risk.Reports;
using PortfolioPlatform.Risk.Returns;
using PortfolioPlatform.Risk.ValueAtRisk;

namespace PortfolioPlatform.Portfolio.Risk.CommandLine;

/// <summary>The words after <c>Host risk</c>, checked.</summary>
/// <param name="File">Path of the returns or prices.</param>
/// <param name="Prices">Whether it holds prices.</param>
/// <param name="Weights">Fractions of value; null: equal.</param>
/// <param name="Kind">How prices make returns.</param>
/// <param name="Gaps">What a missing price does.</param>
/// <param name="Settings">The question.</param>
internal sealed record RiskOptions(string File, bool Prices, double[]? Weights, ReturnKind Kind, GapPolicy Gaps, RiskSettings Settings)
{
    public const string Usage = "risk --returns FILE.csv | --prices FILE.csv [--weights w1,w2,…] [--level 0.95,0.99] [--method historical|normal|cornish-fisher|t|ewma|monte-carlo] [--horizon 1] [--components] [--seed n]   conventions: docs/risk.md";

    private static readonly HashSet<string> Flags = new(StringComparer.Ordinal) { "components" };

    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "returns", "prices", "weights", "level", "method", "horizon", "components", "seed", "quantile-type", "moments", "es", "scaling", "mean", "covariance", "correlation", "weighting", "lambda",
        "age-decay", "ewma-start", "df", "fit", "paths", "threads", "copula", "marginal", "periods-per-year", "risk-free", "return-type", "gaps", "min-observations",
    };

    public static Result<RiskOptions> Parse(IReadOnlyList<string> words)
    {
        var options = OptionWords.Of(words, Flags, Known);
        if (options.Has("returns") == options.Has("prices")) options.Blame("give either --returns or --prices");
        var parsed = new RiskOptions(
            options.Text("returns") ?? options.Text("prices") ?? "",
            options.Has("prices"),
            options.Numbers("weights", _ => true, "numbers such as 0.6,0.4"),
            options.Choice("return-type", ReturnKind.Simple, ("simple", ReturnKind.Simple), ("log", ReturnKind.Log)),
            options.Choice("gaps", GapPolicy.Drop, ("drop", GapPolicy.Drop), ("bridge", GapPolicy.Bridge), ("carry", GapPolicy.Carry)),
            Draws(options, Estimates(options, Question(options))));
        if (parsed.Settings is { Scaling: TimeScaling.Overlapping } overlapping && !double.IsInteger(overlapping.Horizon)) options.Blame("--scaling overlapping needs a whole --horizon");
        return options.Wrong is { } wrong ? new Error("RISK_USAGE", $"{wrong}. Usage: {Usage}") : parsed;
    }

    private static RiskSettings Question(OptionWords options) => new()
    {
        Method = options.Choice("method", VarMethod.Historical, MethodNames),
        Levels = options.Numbers("level", l => l is >= 0.5 and < 1, "levels from 0.5 up to but not 1") ?? [0.95],
        Horizon = options.Number("horizon", 1e-6, 1e6) ?? 1,
        Components = options.Has("components"),
        Scaling = options.Choice("scaling", TimeScaling.SquareRoot, ("sqrt", TimeScaling.SquareRoot), ("cumulants", TimeScaling.Cumulants), ("overlapping", TimeScaling.Overlapping)),
        PeriodsPerYear = options.Number("periods-per-year", 1e-3, 1e8),
        RiskFree = options.Number("risk-free", -1, 10) ?? 0,
        AtLeast = options.Whole("min-observations", 2, int.MaxValue),
        Threads = options.Whole("threads", 1, 1024) ?? Environment.ProcessorCount,
    };

    /// <summary>The words for the methods.</summary>
    public static (string Word, VarMethod Meaning)[] MethodNames { get; } =
    [
        ("historical", VarMethod.Historical), ("normal", VarMethod.Normal), ("cornish-fisher", VarMethod.CornishFisher),
        ("t", VarMethod.Student), ("ewma", VarMethod.Ewma), ("monte-carlo", VarMethod.MonteCarlo),
    ];

    private static RiskSettings Estimates(OptionWords options, RiskSettings settings) => settings with
    {
        Quantile = new QuantileRule(options.Whole("quantile-type", 1, 9) ?? 7),
        Moments = options.Choice("moments", MomentRule.Sample, ("sample", MomentRule.Sample), ("population", MomentRule.Population), ("standardised", MomentRule.Standardised)),
        Shortfall = options.Choice("es", ShortfallRule.TailMean, ("tail-mean", ShortfallRule.TailMean), ("integral", ShortfallRule.Integral)),
        ZeroMean = options.Choice<bool?>("mean", null, ("sample", false), ("zero", true)),
        Covariance = options.Choice("covariance", CovarianceEstimator.Sample, ("sample", CovarianceEstimator.Sample), ("ewma", CovarianceEstimator.Ewma), ("ledoit-wolf", CovarianceEstimator.LedoitWolf)),
        Correlation = options.Choice("correlation", CorrelationKind.Pearson, ("pearson", CorrelationKind.Pearson), ("spearman", CorrelationKind.Spearman), ("kendall", CorrelationKind.Kendall)),
        Weighting = options.Choice("weighting", HistoricalWeighting.Plain, ("plain", HistoricalWeighting.Plain), ("age", HistoricalWeighting.Age), ("volatility", HistoricalWeighting.Volatility)),
        Decay = options.Number("lambda", 0.01, 0.999999) ?? EwmaCovariance.DailyDecay,
        AgeDecay = options.Number("age-decay", 0.01, 0.999999) ?? 0.98,
        EwmaStart = options.Choice("ewma-start", EwmaStart.FirstSquare, ("first", EwmaStart.FirstSquare), ("normalised", EwmaStart.NormalisedWeights), ("mean", EwmaStart.MeanSquare)),
    };

    private static RiskSettings Draws(OptionWords options, RiskSettings settings)
    {
        if (options.Text("seed") is { } seed && !ulong.TryParse(seed, NumberStyles.None, CultureInfo.InvariantCulture, out _)) options.Blame($"--seed must be a whole number, not '{seed}'");
        return settings with
        {
            DegreesOfFreedom = options.Number("df", 2.001, 1e6),
            LikelihoodFit = options.Choice("fit", false, ("kurtosis", false), ("likelihood", true)),
            Paths = options.Whole("paths", 1000, 50_000_000) ?? settings.Paths,
            Seed = ulong.TryParse(options.Text("seed"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : settings.Seed,
            Copula = options.Choice("copula", Copula.Gaussian, ("gaussian", Copula.Gaussian), ("t", Copula.Student)),
            Marginal = options.Choice("marginal", Marginal.Normal, ("normal", Marginal.Normal), ("t", Marginal.Student), ("empirical", Marginal.Empirical)),
        };
    }
}
