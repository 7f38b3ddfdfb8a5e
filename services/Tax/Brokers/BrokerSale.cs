using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Tax.Brokers;

/// <summary>One sale as a broker told it on Form 1099-DA, or what it told of several together.</summary>
/// <param name="Line">Its line in the file.</param>
/// <param name="Box">The 8949 checkbox: G, H, J, K, or Y.</param>
/// <param name="Asset">Box 1b.</param>
/// <param name="Units">Box 1c; zero where several sales are told together.</param>
/// <param name="Sold">Box 1e; null where several sales are told together.</param>
/// <param name="Proceeds">Box 1f.</param>
/// <param name="Basis">Box 1g; null when the broker told none.</param>
internal sealed record BrokerSale(int Line, string Box, AssetId Asset, Quantity Units, DateOnly? Sold, Quantity Proceeds, Quantity? Basis)
{
    /// <summary>Box 1d; null when the broker told none, or various days.</summary>
    public DateOnly? Acquired { get; init; }

    /// <summary>Box 1h: accrued market discount, which is ordinary income and no part of the gain.</summary>
    public Quantity MarketDiscount { get; init; }

    /// <summary>Box 1i: loss disallowed as a wash sale.</summary>
    public Quantity WashSaleLoss { get; init; }

    /// <summary>Box 4: federal income tax withheld.</summary>
    public Quantity Withheld { get; init; }

    /// <summary>Box 5: a loss is not allowed.</summary>
    public bool IsLossDenied { get; init; }

    /// <summary>Box 11a: <c>QS</c> (qualifying stablecoins) or <c>NFT</c> when sales of the year are told together; empty for one sale.</summary>
    public string Aggregate { get; init; } = "";

    /// <summary>Box 11b: how many sales are told together; null when the broker told none.</summary>
    public int? Count { get; init; }

    /// <summary>Box 11c: proceeds of first sales by the creator or minter of specified NFTs.</summary>
    public Quantity FirstSales { get; init; }

    /// <summary>Whether the basis went to the IRS too.</summary>
    public bool IsBasisReported => Box is "G" or "J";

    /// <summary>Whether the broker took the sale for a long-term one.</summary>
    public bool IsLong => Box is "J" or "K";
}
