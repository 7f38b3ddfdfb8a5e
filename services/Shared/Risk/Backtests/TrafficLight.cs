namespace PortfolioPlatform.Risk.Backtests;

/// <summary>The supervisor's verdict on a number of exceptions.</summary>
public enum TrafficLight
{
    /// <summary>As expected.</summary>
    Green,

    /// <summary>Doubtful.</summary>
    Yellow,

    /// <summary>The model is wrong.</summary>
    Red,
}
