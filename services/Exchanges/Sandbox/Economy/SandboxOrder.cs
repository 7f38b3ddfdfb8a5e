using PortfolioPlatform.Sandbox.Markets;

namespace PortfolioPlatform.Sandbox.Economy;

/// <summary>Where an order stands.</summary>
public enum OrderState
{
    /// <summary>Resting on the book, perhaps partly filled.</summary>
    Open,

    /// <summary>Filled in full.</summary>
    Filled,

    /// <summary>Cancelled, perhaps after a partial fill.</summary>
    Cancelled,
}

/// <summary>An order, of the demo history or placed through an API.</summary>
public sealed class SandboxOrder
{
    /// <summary>Number of the order in its account, rising.</summary>
    public required long Id { get; init; }

    /// <summary>Reproducible hash for text ids.</summary>
    public required ulong Hash { get; init; }

    /// <summary>The client's own id, if given.</summary>
    public string? ClientId { get; init; }

    /// <summary>Where.</summary>
    public required VenueMarket Market { get; init; }

    /// <summary>Whether the venue's order routing fills it.</summary>
    public bool IsRouted { get; set; }

    /// <summary>Whether it buys base.</summary>
    public required bool IsBuy { get; init; }

    /// <summary>Limit price; null = market order.</summary>
    public decimal? Limit { get; init; }

    /// <summary>Ordered base quantity.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>When it was placed.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset Updated { get; internal set; }

    /// <summary>Where it stands.</summary>
    public OrderState State { get; internal set; }

    /// <summary>Its fills in order.</summary>
    public List<EconomicEvent> Fills { get; } = [];

    /// <summary>Filled base quantity.</summary>
    public decimal Filled => Fills.Sum(e => e.Fill!.Quantity);

    /// <summary>Filled quote amount.</summary>
    public decimal Cost => Fills.Sum(e => e.Fill!.Cost);

    /// <summary>Fees of all fills, in the fee asset of the first.</summary>
    public decimal Fee => Fills.Sum(e => e.Fill!.Fee);

    /// <summary>What an open order still locks: quote for a buy, base for a sell.</summary>
    public (string Asset, decimal Amount) Hold => State != OrderState.Open ? (Market.Quote, 0)
        : IsBuy ? (Market.Quote, (Quantity - Filled) * (Limit ?? 0)) : (Market.Base, Quantity - Filled);
}

/// <summary>What a client asks for.</summary>
/// <param name="Market">Base and quote with a slash, such as <c>BTC/USD</c>.</param>
/// <param name="IsBuy">Whether it buys base.</param>
/// <param name="Quantity">Base quantity; null with <paramref name="QuoteQuantity"/>.</param>
/// <param name="Limit">Limit price; null = market order.</param>
/// <param name="QuoteQuantity">For a market order: how much quote to spend or earn.</param>
/// <param name="ClientId">The client's own id.</param>
/// <param name="PostOnly">Refuse rather than take.</param>
/// <param name="ImmediateOrCancel">Never rest.</param>
public sealed record OrderRequest(string Market, bool IsBuy, decimal? Quantity, decimal? Limit, decimal? QuoteQuantity = null, string? ClientId = null, bool PostOnly = false, bool ImmediateOrCancel = false);

/// <summary>Why an order was refused.</summary>
public enum OrderRefusal
{
    /// <summary>It was not.</summary>
    None,

    /// <summary>No such market.</summary>
    UnknownMarket,

    /// <summary>Not enough available.</summary>
    InsufficientFunds,

    /// <summary>Quantity below the market's minimum or off its lot.</summary>
    BadQuantity,

    /// <summary>Price off the tick or not positive.</summary>
    BadPrice,

    /// <summary>Quantity × price below the market's minimum.</summary>
    BelowMinimumCost,

    /// <summary>Post-only, but it would take.</summary>
    WouldTake,

    /// <summary>The client id is in use.</summary>
    DuplicateClientId,
}

/// <summary>The answer to an order.</summary>
/// <param name="Order">The order, when accepted.</param>
/// <param name="Refusal">Why not, otherwise.</param>
public sealed record OrderAnswer(SandboxOrder? Order, OrderRefusal Refusal);
