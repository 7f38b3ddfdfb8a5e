using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Binance.Wire;

/// <summary>One row of <c>convert/tradeFlow</c>.</summary>
internal sealed record BinanceConvert
{
    [JsonPropertyName("quoteId")]
    public string QuoteId { get; init; } = "";

    [JsonPropertyName("orderId")]
    public required long OrderId { get; init; }

    [JsonPropertyName("orderStatus")]
    public required string Status { get; init; }

    [JsonPropertyName("fromAsset")]
    public required string FromAsset { get; init; }

    [JsonPropertyName("fromAmount")]
    public required Quantity FromAmount { get; init; }

    [JsonPropertyName("toAsset")]
    public required string ToAsset { get; init; }

    [JsonPropertyName("toAmount")]
    public required Quantity ToAmount { get; init; }

    [JsonPropertyName("ratio")]
    public Quantity? Ratio { get; init; }

    [JsonPropertyName("createTime")]
    public required long CreateTime { get; init; }
}

/// <summary>One sweep of <c>asset/dribblet</c>; the venue's own spelling.</summary>
internal sealed record BinanceDribblet
{
    [JsonPropertyName("operateTime")]
    public required long OperateTime { get; init; }

    [JsonPropertyName("transId")]
    public required long TransId { get; init; }

    [JsonPropertyName("totalTransferedAmount")]
    public Quantity TotalTransfered { get; init; }

    [JsonPropertyName("totalServiceChargeAmount")]
    public Quantity TotalServiceCharge { get; init; }

    [JsonPropertyName("userAssetDribbletDetails")]
    public required ImmutableArray<BinanceDribbletDetail> Details { get; init; }
}

/// <summary>One remainder of a sweep; what arrives is <see cref="Transfered"/>, the charge is on top of it.</summary>
internal sealed record BinanceDribbletDetail
{
    [JsonPropertyName("transId")]
    public long TransId { get; init; }

    [JsonPropertyName("fromAsset")]
    public required string FromAsset { get; init; }

    [JsonPropertyName("amount")]
    public required Quantity Amount { get; init; }

    [JsonPropertyName("transferedAmount")]
    public required Quantity Transfered { get; init; }

    [JsonPropertyName("serviceChargeAmount")]
    public required Quantity ServiceCharge { get; init; }

    [JsonPropertyName("operateTime")]
    public long OperateTime { get; init; }
}

/// <summary>One row of <c>asset/assetDividend</c>; the free text is the only classifier.</summary>
internal sealed record BinanceDividend
{
    [JsonPropertyName("id")]
    public required long Id { get; init; }

    [JsonPropertyName("tranId")]
    public long TranId { get; init; }

    [JsonPropertyName("asset")]
    public required string Asset { get; init; }

    [JsonPropertyName("amount")]
    public required Quantity Amount { get; init; }

    [JsonPropertyName("divTime")]
    public required long Time { get; init; }

    [JsonPropertyName("enInfo")]
    public string Info { get; init; } = "";
}

/// <summary>One row of the two <c>simple-earn/…/history/rewardsRecord</c>; without an id.</summary>
internal sealed record BinanceEarnReward
{
    [JsonPropertyName("asset")]
    public required string Asset { get; init; }

    [JsonPropertyName("rewards")]
    public Quantity? Rewards { get; init; }

    /// <summary>The name of the amount in the locked family.</summary>
    [JsonPropertyName("amount")]
    public Quantity? Amount { get; init; }

    [JsonPropertyName("projectId")]
    public string? ProjectId { get; init; }

    [JsonPropertyName("positionId")]
    public string? PositionId { get; init; }

    [JsonPropertyName("type")]
    public string? Type { get; init; }

    [JsonPropertyName("time")]
    public required long Time { get; init; }
}
