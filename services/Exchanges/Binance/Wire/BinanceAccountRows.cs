using System.Text.Json.Serialization;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Binance.Wire;

/// <summary>One asset of <c>account</c> or of the funding wallet.</summary>
internal sealed record BinanceBalance
{
    [JsonPropertyName("asset")]
    public required string Asset { get; init; }

    [JsonPropertyName("free")]
    public required Quantity Free { get; init; }

    [JsonPropertyName("locked")]
    public Quantity Locked { get; init; }

    [JsonPropertyName("freeze")]
    public Quantity? Freeze { get; init; }

    [JsonPropertyName("withdrawing")]
    public Quantity? Withdrawing { get; init; }
}

/// <summary>One row of <c>simple-earn/flexible/position</c> or <c>/locked/position</c>; the amount's name differs.</summary>
internal sealed record BinanceEarnPosition
{
    [JsonPropertyName("asset")]
    public required string Asset { get; init; }

    [JsonPropertyName("totalAmount")]
    public Quantity? TotalAmount { get; init; }

    [JsonPropertyName("amount")]
    public Quantity? Amount { get; init; }
}

/// <summary>Answer of <c>account/apiRestrictions</c>.</summary>
internal sealed record BinanceRestrictions
{
    [JsonPropertyName("ipRestrict")]
    public bool IpRestrict { get; init; }

    [JsonPropertyName("createTime")]
    public long CreateTime { get; init; }

    [JsonPropertyName("enableReading")]
    public bool EnableReading { get; init; }

    [JsonPropertyName("enableSpotAndMarginTrading")]
    public bool EnableTrading { get; init; }

    [JsonPropertyName("enableWithdrawals")]
    public bool EnableWithdrawals { get; init; }

    [JsonPropertyName("enableFutures")]
    public bool EnableFutures { get; init; }

    [JsonPropertyName("permitsUniversalTransfer")]
    public bool PermitsUniversalTransfer { get; init; }

    [JsonPropertyName("tradingAuthorityExpirationTime")]
    public long? TradingExpires { get; init; }
}

/// <summary>One market of <c>exchangeInfo</c>.</summary>
internal sealed record BinanceMarket
{
    [JsonPropertyName("symbol")]
    public required string Symbol { get; init; }

    [JsonPropertyName("status")]
    public string Status { get; init; } = "";

    [JsonPropertyName("baseAsset")]
    public required string Base { get; init; }

    [JsonPropertyName("quoteAsset")]
    public required string Quote { get; init; }
}

/// <summary>One market of <c>ticker/price</c>.</summary>
internal sealed record BinancePrice
{
    [JsonPropertyName("symbol")]
    public required string Symbol { get; init; }

    [JsonPropertyName("price")]
    public required Quantity Price { get; init; }
}
