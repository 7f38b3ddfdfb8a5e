using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Binance.Wire;

/// <summary>The event <c>executionReport</c>; one-letter names are the venue's.</summary>
internal sealed record BinanceExecution
{
    [JsonPropertyName("e")]
    public required string Event { get; init; }

    [JsonPropertyName("E")]
    public long EventTime { get; init; }

    [JsonPropertyName("s")]
    public required string Symbol { get; init; }

    [JsonPropertyName("S")]
    public required string Side { get; init; }

    /// <summary>Execution type: <c>TRADE</c> is a fill.</summary>
    [JsonPropertyName("x")]
    public required string ExecutionType { get; init; }

    [JsonPropertyName("X")]
    public string OrderStatus { get; init; } = "";

    [JsonPropertyName("i")]
    public long OrderId { get; init; }

    /// <summary>−1 when there is none.</summary>
    [JsonPropertyName("t")]
    public long TradeId { get; init; }

    /// <summary>Of a fill that smart order routing allocated, which has no trade id.</summary>
    [JsonPropertyName("a")]
    public long? AllocationId { get; init; }

    [JsonPropertyName("l")]
    public Quantity LastQuantity { get; init; }

    [JsonPropertyName("L")]
    public Quantity LastPrice { get; init; }

    [JsonPropertyName("z")]
    public Quantity CumulatedQuantity { get; init; }

    [JsonPropertyName("Z")]
    public Quantity CumulatedQuote { get; init; }

    [JsonPropertyName("Y")]
    public Quantity LastQuote { get; init; }

    [JsonPropertyName("n")]
    public Quantity Fee { get; init; }

    [JsonPropertyName("N")]
    public string? FeeAsset { get; init; }

    [JsonPropertyName("m")]
    public bool IsMaker { get; init; }

    [JsonPropertyName("T")]
    public long TransactionTime { get; init; }
}

/// <summary>The event <c>outboundAccountPosition</c>: assets an event touched.</summary>
internal sealed record BinancePosition
{
    [JsonPropertyName("e")]
    public required string Event { get; init; }

    [JsonPropertyName("E")]
    public long EventTime { get; init; }

    [JsonPropertyName("u")]
    public long Updated { get; init; }

    [JsonPropertyName("B")]
    public required ImmutableArray<BinancePositionAsset> Balances { get; init; }
}

/// <summary>One asset of <c>outboundAccountPosition</c>.</summary>
internal sealed record BinancePositionAsset
{
    [JsonPropertyName("a")]
    public required string Asset { get; init; }

    [JsonPropertyName("f")]
    public required Quantity Free { get; init; }

    [JsonPropertyName("l")]
    public required Quantity Locked { get; init; }
}

/// <summary>The public event <c>24hrMiniTicker</c>.</summary>
internal sealed record BinanceMiniTicker
{
    [JsonPropertyName("e")]
    public string Event { get; init; } = "";

    [JsonPropertyName("E")]
    public required long Time { get; init; }

    [JsonPropertyName("s")]
    public required string Symbol { get; init; }

    [JsonPropertyName("c")]
    public required Quantity Close { get; init; }

    [JsonPropertyName("o")]
    public Quantity Open { get; init; }

    [JsonPropertyName("h")]
    public Quantity High { get; init; }

    [JsonPropertyName("l")]
    public Quantity Low { get; init; }

    [JsonPropertyName("v")]
    public Quantity Volume { get; init; }

    [JsonPropertyName("q")]
    public Quantity QuoteVolume { get; init; }
}
