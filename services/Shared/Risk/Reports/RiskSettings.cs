using PortfolioPlatform.Risk.Covariance;
using PortfolioPlatform.Risk.MonteCarlo;
using PortfolioPlatform.Risk.Numerics;
using PortfolioPlatform.Risk.ValueAtRisk;

namespace PortfolioPlatform.Risk.Reports;

/// <summary>What is asked, and by which conventions.</summary>
public sealed record RiskSettings
{
    /// <summary>Where the loss distribution comes from.</summary>
    public VarMethod Method { get; init; } = VarMethod.Historical;

    /// <summary>Confidence levels, such as 0.95.</summary>
    public IReadOnlyList<double> Levels { get; init; } = [0.95];

    /// <summary>Periods ahead.</summary>
    public double Horizon { get; init; } = 1;

    /// <summary>From one period to the horizon.</summary>
    public TimeScaling Scaling { get; init; }

    /// <summary>Divisors of the moments.</summary>
    public MomentRule Moments { get; init; }

    /// <summary>Empirical quantiles.</summary>
    public QuantileRule Quantile { get; init; } = QuantileRule.Default;

    /// <summary>Empirical expected shortfall.</summary>
    public ShortfallRule Shortfall { get; init; }

    /// <summary>Whether the mean counts as zero, as RiskMetrics does; null: as the method's source does.</summary>
    public bool? ZeroMean { get; init; }

    /// <summary>Covariance of the parametric and simulated methods.</summary>
    public CovarianceEstimator Covariance { get; init; }

    /// <summary>The correlation shown.</summary>
    public CorrelationKind Correlation { get; init; }

    /// <summary>Weights of past returns in the historical method.</summary>
    public HistoricalWeighting Weighting { get; init; }

    /// <summary>λ of every exponential weight.</summary>
    public double Decay { get; init; } = EwmaCovariance.DailyDecay;

    /// <summary>Factor a period of age-weighted history.</summary>
    public double AgeDecay { get; init; } = 0.98;

    /// <summary>Start of the exponential recursion.</summary>
    public EwmaStart EwmaStart { get; init; }

    /// <summary>Degrees of freedom of Student's t; null: fitted.</summary>
    public double? DegreesOfFreedom { get; init; }

    /// <summary>Whether Student's t is fitted by maximum likelihood instead of by kurtosis.</summary>
    public bool LikelihoodFit { get; init; }

    /// <summary>Simulated paths.</summary>
    public int Paths { get; init; } = 100_000;

    /// <summary>Names the draws.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Most threads to use; no figure depends on it.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Simulated dependence.</summary>
    public Copula Copula { get; init; }

    /// <summary>Simulated returns of one asset.</summary>
    public Marginal Marginal { get; init; }

    /// <summary>Periods of a year; null: from the dates, or 365.</summary>
    public double? PeriodsPerYear { get; init; }

    /// <summary>Risk-free return of one period.</summary>
    public double RiskFree { get; init; }

    /// <summary>Fewest observations for any figure; null: by method and level.</summary>
    public int? AtLeast { get; init; }

    /// <summary>Whether components are wanted.</summary>
    public bool Components { get; init; }
}
