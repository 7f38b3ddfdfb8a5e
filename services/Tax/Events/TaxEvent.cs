using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Tax.Events;

/// <summary>One row of the input before any law is applied.</summary>
/// <param name="Id">Place in the total order among rows of one instant.</param>
/// <param name="Time">When.</param>
/// <param name="Venue">Wallet or account.</param>
/// <param name="Asset">Which asset.</param>
/// <param name="Class">What happened.</param>
/// <param name="Units">How many; signed for margin, funding and rebates.</param>
/// <param name="Price">Price or value of one unit in the book currency.</param>
/// <param name="Fee">Fee in the book currency; negative for a rebate.</param>
/// <param name="More">The further columns; null when none is filled.</param>
/// <param name="PriceSource">Where the price came from and as of when; null when the row does not say.</param>
internal readonly record struct TaxEvent(long Id, DateTimeOffset Time, string Venue, AssetId Asset, EventClass Class, Quantity Units, Quantity Price, Quantity Fee, TaxEventColumns? More = null, string? PriceSource = null);

/// <summary>The further columns of a row.</summary>
internal sealed record TaxEventColumns
{
    public string? ToVenue { get; init; }

    public AssetId? ToAsset { get; init; }

    public Quantity ToUnits { get; init; }

    /// <summary>Value of one unit received, when it is known apart from what was given.</summary>
    public Quantity? ToPrice { get; init; }

    /// <summary>Whether a swap is a purchase paid with an asset: its fees belong to what came, not to what was given.</summary>
    public bool IsPurchase { get; init; }

    public AssetId? FeeAsset { get; init; }

    public Quantity FeeUnits { get; init; }

    public Quantity FeePrice { get; init; }

    /// <summary>The giver's cost of one unit.</summary>
    public Quantity? Basis { get; init; }

    public DateTimeOffset? Acquired { get; init; }

    public Quantity? PortfolioValue { get; init; }

    /// <summary>Named lots: <c>id:units;id:units</c>.</summary>
    public string? Lots { get; init; }

    public DateTimeOffset? IdentifiedAt { get; init; }
}
