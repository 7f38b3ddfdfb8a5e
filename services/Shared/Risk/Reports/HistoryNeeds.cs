using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Risk.Reports;

/// <summary>How much history a figure needs before it may be called one.</summary>
public static class HistoryNeeds
{
    private const int Moments = 10;
    private const int HigherMoments = 20;

    /// <summary>Fewest observations: an empirical quantile needs one observation beyond it, 1/(1 − level); two moments 10; skewness, kurtosis or a fitted ν 20.</summary>
    public static int Of(VarMethod method, double level) => method switch
    {
        VarMethod.Historical => (int)Math.Ceiling((1 / (1 - level)) - 1e-9),
        VarMethod.CornishFisher or VarMethod.Student => HigherMoments,
        _ => Moments,
    };

    /// <summary>Says what is missing; null when there is enough.</summary>
    public static Error? Missing(RiskSettings settings, int observations)
    {
        foreach (var level in settings.Levels)
        {
            var needed = settings.AtLeast ?? Of(settings.Method, level);
            if (observations < Math.Max(2, needed)) return new("RISK_NOT_ENOUGH_DATA", FormattableString.Invariant($"not enough data: {observations} complete observations, and {settings.Method} at level {level} needs {Math.Max(2, needed)}"));
        }

        return null;
    }
}
