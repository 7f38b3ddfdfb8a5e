using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Tax.Brokers;

/// <summary>One sale as a broker told it on Form 1099-DA.</summary>
/// <param name="Line">Its line in the file.</param>
/// <param name="Box">The 8949 checkbox: G, H, J, K, or Y.</param>
/// <param name="Asset">Box 1b.</param>
/// <param name="Units">Box 1c.</param>
/// <param name="Sold">Box 1e.</param>
/// <param name="Proceeds">Box 1f.</param>
/// <param name="Basis">Box 1g; null when the broker told none.</param>
internal sealed record BrokerSale(int Line, string Box, AssetId Asset, Quantity Units, DateOnly Sold, Quantity Proceeds, Quantity? Basis)
{
    /// <summary>Box 1d; null when the broker told none, or various days.</summary>
    public DateOnly? Acquired { get; init; }

    /// <summary>Whether the basis went to the IRS too.</summary>
    public bool IsBasisReported => Box is "G" or "J";

    /// <summary>Whether the broker took the sale for a long-term one.</summary>
    public bool IsLong => Box is "J" or "K";
}
