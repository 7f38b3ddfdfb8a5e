namespace PortfolioPlatform.Risk.Covariance;

/// <summary>Where a recursion of variances starts.</summary>
public enum EwmaStart
{
    /// <summary>The first squared return (pandas: <c>(r**2).ewm(alpha=1-λ, adjust=False).mean()</c>).</summary>
    FirstSquare,

    /// <summary>Weights λᵏ made to add up to one (pandas: <c>adjust=True</c>).</summary>
    NormalisedWeights,

    /// <summary>The mean square of the whole history.</summary>
    MeanSquare,
}
