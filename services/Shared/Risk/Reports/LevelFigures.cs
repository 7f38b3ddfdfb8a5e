using PortfolioPlatform.Risk.ValueAtRisk;

namespace PortfolioPlatform.Risk.Reports;

/// <summary>The figures of one level.</summary>
/// <param name="Level">Confidence.</param>
/// <param name="Tail">VaR and ES.</param>
/// <param name="Components">By asset, adding up to the VaR; null when not asked for.</param>
/// <param name="Marginal">∂VaR/∂w by asset; null when not asked for.</param>
/// <param name="Incremental">What closing the position takes off the VaR, by asset; null when not asked for.</param>
/// <param name="Bounds">95 % confidence bounds of a simulated VaR.</param>
public sealed record LevelFigures(double Level, Tail Tail, double[]? Components = null, double[]? Marginal = null, double[]? Incremental = null, (double Low, double High)? Bounds = null);
