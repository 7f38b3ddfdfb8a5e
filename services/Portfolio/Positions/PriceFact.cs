using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Portfolio.Positions;

/// <summary>What an asset was worth: stored with what was valued by it. A better price replaces it, and it stays readable as what was known then.</summary>
/// <param name="Usd">US dollars per unit.</param>
/// <param name="Source">Where the price comes from.</param>
/// <param name="At">As of when: never after what is valued, and how long before tells how good it is.</param>
/// <param name="Version">Which version of the source's price.</param>
internal sealed record PriceFact(Quantity Usd, string Source, DateTimeOffset At, int Version);

/// <summary>An asset at a time.</summary>
/// <param name="Asset">Which.</param>
/// <param name="Time">When.</param>
internal readonly record struct PriceQuestion(AssetId Asset, DateTimeOffset Time)
{
    /// <summary>The asset whose price is one by definition.</summary>
    public static AssetId Dollar { get; } = new("fiat:usd");
}

/// <summary>A price an entry asked for.</summary>
/// <param name="Entry">Who.</param>
/// <param name="Question">What, at the full hour.</param>
/// <param name="Fact">The answer, or null while nobody knows.</param>
internal sealed record AskedPrice(BookEntry Entry, PriceQuestion Question, PriceFact? Fact);
