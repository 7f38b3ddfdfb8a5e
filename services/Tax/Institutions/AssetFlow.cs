using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Tax.Institutions;

/// <summary>Units and amounts of one asset that came and went within a year, and what was there before.</summary>
internal sealed class AssetFlow
{
    public Quantity OpeningUnits { get; set; }

    public Quantity AddedUnits { get; set; }

    public Quantity AddedCost { get; set; }

    /// <summary>Cost of what was added, by what brought it.</summary>
    public SortedDictionary<string, Quantity> Additions { get; } = new(StringComparer.Ordinal);

    /// <summary>Amounts that went, by what took them.</summary>
    public SortedDictionary<string, Quantity> Dispositions { get; } = new(StringComparer.Ordinal);

    public Quantity DisposedUnits { get; set; }

    public Quantity DisposedProceeds { get; set; }

    /// <summary>What is there at the end.</summary>
    public Quantity ClosingUnits => OpeningUnits + AddedUnits - DisposedUnits;
}
