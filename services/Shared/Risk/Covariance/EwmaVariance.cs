namespace PortfolioPlatform.Risk.Covariance;

/// <summary>Exponentially weighted variance of one series about zero.</summary>
public static class EwmaVariance
{
    /// <summary>The forecast for the next period. Source: RiskMetrics Technical Document (1996), ch. 5.</summary>
    public static double Of(ReadOnlySpan<double> returns, double decay, EwmaStart start = EwmaStart.FirstSquare)
    {
        double variance = start == EwmaStart.MeanSquare ? MeanSquare(returns) : 0, weight = 0;
        for (var i = 0; i < returns.Length; i++)
        {
            var square = returns[i] * returns[i];
            weight = (decay * weight) + 1 - decay;
            variance = i == 0 && start == EwmaStart.FirstSquare ? square : (decay * variance) + ((1 - decay) * square);
        }

        return start == EwmaStart.NormalisedWeights ? variance / weight : variance;
    }

    /// <summary>What was forecast for each period before it was seen; the first one is the mean square of the history.</summary>
    public static double[] Forecasts(ReadOnlySpan<double> returns, double decay)
    {
        var forecasts = new double[returns.Length + 1];
        forecasts[0] = MeanSquare(returns);
        for (var i = 0; i < returns.Length; i++) forecasts[i + 1] = (decay * forecasts[i]) + ((1 - decay) * returns[i] * returns[i]);
        return forecasts;
    }

    private static double MeanSquare(ReadOnlySpan<double> returns) => System.Numerics.Tensors.TensorPrimitives.SumOfSquares(returns) / returns.Length;
}
