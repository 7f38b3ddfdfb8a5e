namespace PortfolioPlatform.Risk.Reports;

/// <summary>Where the loss distribution comes from.</summary>
public enum VarMethod
{
    /// <summary>Past returns.</summary>
    Historical,

    /// <summary>Normal with the sample's moments.</summary>
    Normal,

    /// <summary>Normal corrected for skewness and kurtosis.</summary>
    CornishFisher,

    /// <summary>Student's t.</summary>
    Student,

    /// <summary>Normal about zero with exponentially weighted covariance (RiskMetrics).</summary>
    Ewma,

    /// <summary>Simulated paths.</summary>
    MonteCarlo,
}
