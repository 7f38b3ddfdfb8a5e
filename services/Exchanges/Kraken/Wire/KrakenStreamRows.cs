using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Kraken.Wire;

/// <summary>One report of the <c>executions</c> channel.</summary>
internal sealed record KrakenExecution
{
    [JsonPropertyName("exec_type")]
    public required string ExecType { get; init; }

    [JsonPropertyName("order_id")]
    public string OrderId { get; init; } = "";

    /// <summary>The trade id, which is the ledger's refid.</summary>
    [JsonPropertyName("exec_id")]
    public string? ExecId { get; init; }

    [JsonPropertyName("trade_id")]
    public long TradeId { get; init; }

    [JsonPropertyName("symbol")]
    public string Symbol { get; init; } = "";

    [JsonPropertyName("side")]
    public string Side { get; init; } = "";

    [JsonPropertyName("order_type")]
    public string OrderType { get; init; } = "";

    [JsonPropertyName("order_status")]
    public string OrderStatus { get; init; } = "";

    [JsonPropertyName("last_qty")]
    public Quantity LastQuantity { get; init; }

    [JsonPropertyName("last_price")]
    public Quantity LastPrice { get; init; }

    [JsonPropertyName("cost")]
    public Quantity Cost { get; init; }

    /// <summary><c>t</c> taker, <c>m</c> maker.</summary>
    [JsonPropertyName("liquidity_ind")]
    public string? Liquidity { get; init; }

    [JsonPropertyName("fees")]
    public ImmutableArray<KrakenFee> Fees { get; init; } = [];

    [JsonPropertyName("cum_qty")]
    public Quantity CumulatedQuantity { get; init; }

    [JsonPropertyName("timestamp")]
    public DateTimeOffset Timestamp { get; init; }
}

/// <summary>A fee of an execution.</summary>
internal sealed record KrakenFee
{
    [JsonPropertyName("asset")]
    public required string Asset { get; init; }

    [JsonPropertyName("qty")]
    public required Quantity Quantity { get; init; }
}

/// <summary>One update of the <c>balances</c> channel: a ledger row told live.</summary>
internal sealed record KrakenBalanceUpdate
{
    [JsonPropertyName("asset")]
    public required string Asset { get; init; }

    [JsonPropertyName("asset_class")]
    public string Class { get; init; } = "";

    [JsonPropertyName("amount")]
    public Quantity Amount { get; init; }

    [JsonPropertyName("fee")]
    public Quantity Fee { get; init; }

    [JsonPropertyName("balance")]
    public required Quantity Balance { get; init; }

    [JsonPropertyName("ledger_id")]
    public string? LedgerId { get; init; }

    [JsonPropertyName("ref_id")]
    public string? RefId { get; init; }

    [JsonPropertyName("type")]
    public string? Type { get; init; }

    [JsonPropertyName("subtype")]
    public string? Subtype { get; init; }

    [JsonPropertyName("category")]
    public string? Category { get; init; }

    [JsonPropertyName("wallet_type")]
    public string? WalletType { get; init; }

    [JsonPropertyName("wallet_id")]
    public string? WalletId { get; init; }

    [JsonPropertyName("timestamp")]
    public DateTimeOffset? Timestamp { get; init; }
}

/// <summary>One update of the public <c>ticker</c> channel.</summary>
internal sealed record KrakenTick
{
    [JsonPropertyName("symbol")]
    public required string Symbol { get; init; }

    [JsonPropertyName("bid")]
    public Quantity Bid { get; init; }

    [JsonPropertyName("bid_qty")]
    public Quantity BidQuantity { get; init; }

    [JsonPropertyName("ask")]
    public Quantity Ask { get; init; }

    [JsonPropertyName("ask_qty")]
    public Quantity AskQuantity { get; init; }

    [JsonPropertyName("last")]
    public required Quantity Last { get; init; }

    [JsonPropertyName("volume")]
    public Quantity Volume { get; init; }
}
