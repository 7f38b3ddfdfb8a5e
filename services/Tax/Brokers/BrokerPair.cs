using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.Forms;

namespace PortfolioPlatform.Tax.Brokers;

/// <summary>A broker's sale (null: none told) with our rows (none: not in our records).</summary>
internal sealed record BrokerPair(BrokerSale? Told, IReadOnlyList<Form8949Row> Own)
{
    /// <summary>Our proceeds less fees.</summary>
    public Quantity Proceeds => ReturnInput.Sum(Own, r => r.Source.NetProceeds);

    /// <summary>Our proceeds, fees not deducted.</summary>
    public Quantity Gross => ReturnInput.Sum(Own, r => r.Source.Proceeds);

    /// <summary>Our basis.</summary>
    public Quantity Basis => ReturnInput.Sum(Own, r => r.Source.Basis);

    /// <summary>How many sales our rows are of.</summary>
    public int Count => Own.Select(r => r.Disposal).Distinct(StringComparer.Ordinal).Count();

    /// <summary>What came of the comparison, in a word or two.</summary>
    public string State
    {
        get
        {
            if (Told is null) return "not told by a broker";
            if (Own.Count == 0) return "not in our records";
            if (Told.Proceeds != Proceeds && Told.Proceeds != Gross) return "proceeds differ";
            if (Told.Count is { } count && count != Count) return "number of sales differs";
            if (Told.Basis is { } basis && basis != Basis) return "basis differs";
            return Told.Acquired is { } day && Own.Any(r => r.Source.Acquired != day) ? "date acquired differs" : "matched";
        }
    }
}
