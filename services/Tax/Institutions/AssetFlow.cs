using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Tax.Institutions;

/// <summary>Units and amounts of one asset that came and went within a year, and what was there before.</summary>
internal sealed class AssetFlow
{
    public Quantity OpeningUnits { get; set; }

    public Quantity AddedUnits { get; set; }

    public Quantity AddedCost { get; set; }

    public Quantity DisposedUnits { get; set; }

    public Quantity DisposedProceeds { get; set; }

    /// <summary>What is there at the end.</summary>
    public Quantity ClosingUnits => OpeningUnits + AddedUnits - DisposedUnits;
}
