using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Binance.Wire;

/// <summary>One row of <c>myAllocations</c>: a fill the venue's smart order routing gave to an order. Such fills are not among the trades; the id counts within a market from 0.</summary>
internal sealed record BinanceAllocation
{
    [JsonPropertyName("symbol")]
    public required string Symbol { get; init; }

    [JsonPropertyName("allocationId")]
    public required long Id { get; init; }

    [JsonPropertyName("allocationType")]
    public string Type { get; init; } = "";

    [JsonPropertyName("orderId")]
    public long OrderId { get; init; }

    [JsonPropertyName("orderListId")]
    public long OrderListId { get; init; }

    [JsonPropertyName("price")]
    public required Quantity Price { get; init; }

    [JsonPropertyName("qty")]
    public required Quantity Amount { get; init; }

    [JsonPropertyName("quoteQty")]
    public required Quantity QuoteAmount { get; init; }

    [JsonPropertyName("commission")]
    public required Quantity Commission { get; init; }

    [JsonPropertyName("commissionAsset")]
    public string CommissionAsset { get; init; } = "";

    [JsonPropertyName("time")]
    public required long Time { get; init; }

    [JsonPropertyName("isBuyer")]
    public required bool IsBuyer { get; init; }

    [JsonPropertyName("isMaker")]
    public bool IsMaker { get; init; }

    [JsonPropertyName("isAllocator")]
    public bool IsAllocator { get; init; }
}

/// <summary>One entry of <c>sors</c> in <c>exchangeInfo</c>: the markets that smart order routing joins for an asset.</summary>
internal sealed record BinanceRouting
{
    [JsonPropertyName("baseAsset")]
    public string BaseAsset { get; init; } = "";

    [JsonPropertyName("symbols")]
    public required ImmutableArray<string> Symbols { get; init; }
}
