using System.Numerics.Tensors;
using PortfolioPlatform.Risk.Covariance;
using PortfolioPlatform.Risk.Numerics;
using PortfolioPlatform.Risk.Returns;
using PortfolioPlatform.Risk.ValueAtRisk;

namespace PortfolioPlatform.Risk.Reports;

/// <summary>What every method needs of one book: its returns, moments and covariance by the settings.</summary>
internal sealed class BookFigures
{
    public BookFigures(AlignedReturns returns, double[] weights, RiskSettings settings)
    {
        (Settings, Weights) = (settings, weights);
        Columns = settings.Scaling == TimeScaling.Overlapping ? Array.ConvertAll(returns.Columns, c => HistoricalVar.Overlapping(c, (int)settings.Horizon)) : returns.Columns;
        Portfolio = PortfolioReturns.Of(Columns, weights);
        Moments = Moments.Of(Portfolio, settings.Moments);
        Scale = TimeScale.Of(settings.Horizon, settings.Scaling);
        Covariance = settings.Method == VarMethod.Ewma ? CovarianceEstimator.Ewma : settings.Covariance;
    }

    public RiskSettings Settings { get; }

    public double[] Weights { get; }

    /// <summary>Returns by asset; sums over the horizon where the scaling is overlapping.</summary>
    public double[][] Columns { get; }

    public double[] Portfolio { get; }

    public Moments Moments { get; }

    public TimeScale Scale { get; }

    public CovarianceEstimator Covariance { get; }

    /// <summary>Whether the mean counts as zero: RiskMetrics does so unless told otherwise.</summary>
    public bool ZeroMean => Settings.ZeroMean ?? Covariance == CovarianceEstimator.Ewma;

    /// <summary>Mean of the horizon.</summary>
    public double Mean => ZeroMean ? 0 : Moments.Mean * Scale.Mean;

    /// <summary>Standard deviation of one period of <see cref="Columns"/> by the covariance in use.</summary>
    public double Deviation => Covariance switch
    {
        CovarianceEstimator.Ewma => Math.Sqrt(EwmaVariance.Of(Portfolio, Settings.Decay, Settings.EwmaStart)),
        CovarianceEstimator.LedoitWolf => Math.Sqrt(Matrix.Form(Weights)),
        _ => Moments.StandardDeviation,
    };

    /// <summary>Covariance of one period of <see cref="Columns"/>.</summary>
    public SquareMatrix Matrix => field ??= Covariance switch
    {
        CovarianceEstimator.Ewma => EwmaMatrix.Of(Columns, Settings.Decay, Settings.EwmaStart),
        CovarianceEstimator.LedoitWolf => LedoitWolf.Of(Columns, Settings.Threads).Covariance,
        _ => SampleCovariance.Of(Columns, Settings.Moments, Settings.Threads),
    };

    /// <summary>Mean of each asset over the horizon.</summary>
    public double[] Means => Array.ConvertAll(Columns, c => ZeroMean ? 0 : TensorPrimitives.Sum<double>(c) / c.Length * Scale.Mean);
}
