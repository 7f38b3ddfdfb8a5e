using PortfolioPlatform.Sandbox.Markets;

namespace PortfolioPlatform.Sandbox.Economy;

/// <summary>The trade side of an event.</summary>
/// <param name="Market">Where.</param>
/// <param name="TradeId">The venue's number of the trade, rising with time within a market.</param>
/// <param name="OrderId">The order's number.</param>
/// <param name="IsBuy">Whether base came in.</param>
/// <param name="Price">On the market's tick.</param>
/// <param name="Quantity">Base quantity, positive.</param>
/// <param name="Cost">Quote amount, positive: price × quantity at the venue's digits.</param>
/// <param name="IsMaker">Whether the order rested.</param>
/// <param name="FeeAsset">What the fee is paid in.</param>
/// <param name="Fee">Positive = paid, negative = rebate.</param>
public sealed record Fill(VenueMarket Market, long TradeId, long OrderId, bool IsBuy, decimal Price, decimal Quantity, decimal Cost, bool IsMaker, string FeeAsset, decimal Fee)
{
    /// <summary>Whether the venue's order routing gave it to the order; venues tell such fills elsewhere.</summary>
    public bool IsRouted { get; init; }
}

/// <summary>How far a movement came in the end.</summary>
public enum MovementOutcome
{
    /// <summary>It arrived.</summary>
    Completed,

    /// <summary>It failed at the venue or on the chain, and comes back as a reversal.</summary>
    Failed,

    /// <summary>The user cancelled it, and it comes back as a reversal.</summary>
    Cancelled,
}

/// <summary>The transfer side of an event.</summary>
/// <param name="Network">Chain or bank rail, such as <c>Bitcoin</c> or <c>SEPA</c>.</param>
/// <param name="IsFiat">Whether money of a state moved.</param>
/// <param name="Address">The other side.</param>
/// <param name="TxHash">Hash of the chain transaction; null for bank transfers and failed withdrawals.</param>
/// <param name="CompletedAt">When it was final; before that it is pending.</param>
/// <param name="Outcome">How it ends.</param>
/// <param name="Counterpart">Venue of the own account on the other side, if it is one.</param>
public sealed record Movement(string Network, bool IsFiat, string Address, string? TxHash, DateTimeOffset CompletedAt, MovementOutcome Outcome, string? Counterpart = null);
