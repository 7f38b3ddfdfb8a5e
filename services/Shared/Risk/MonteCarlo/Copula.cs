namespace PortfolioPlatform.Risk.MonteCarlo;

/// <summary>How assets move together.</summary>
public enum Copula
{
    /// <summary>As normal variables do: extreme moves come apart.</summary>
    Gaussian,

    /// <summary>As Student variables do: extreme moves come together. Source: S. Demarta, A. McNeil, "The t copula and related copulas", Int. Stat. Rev. 73 (2005).</summary>
    Student,
}
