namespace PortfolioPlatform.Risk.Returns;

/// <summary>How two prices make a return.</summary>
public enum ReturnKind
{
    /// <summary>p₁/p₀ − 1: adds up over assets.</summary>
    Simple,

    /// <summary>ln(p₁/p₀): adds up over time.</summary>
    Log,
}
