namespace PortfolioPlatform.Risk.Tests.Warnings;

/// <summary>A theory on real prices: skipped with its reason where they are absent.</summary>
internal sealed class RealPricesTheoryAttribute : TheoryAttribute
{
    public RealPricesTheoryAttribute() => Skip = RealPrices.Absent;
}
