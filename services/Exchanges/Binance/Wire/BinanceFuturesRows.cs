using System.Text.Json.Serialization;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Binance.Wire;

/// <summary>One contract of <c>fapi/v1/exchangeInfo</c>.</summary>
internal sealed record BinanceContract
{
    [JsonPropertyName("symbol")]
    public required string Symbol { get; init; }

    [JsonPropertyName("contractType")]
    public string ContractType { get; init; } = "";

    [JsonPropertyName("baseAsset")]
    public required string Base { get; init; }

    [JsonPropertyName("quoteAsset")]
    public required string Quote { get; init; }

    [JsonPropertyName("marginAsset")]
    public required string Margin { get; init; }

    [JsonPropertyName("filters")]
    public IReadOnlyList<BinanceFilter>? Filters { get; init; }
}

/// <summary>One rule of a contract.</summary>
internal sealed record BinanceFilter
{
    [JsonPropertyName("filterType")]
    public string Type { get; init; } = "";

    [JsonPropertyName("tickSize")]
    public Quantity? TickSize { get; init; }
}

/// <summary>One row of <c>fapi/v3/positionRisk</c>.</summary>
internal sealed record BinancePositionRisk
{
    [JsonPropertyName("symbol")]
    public required string Symbol { get; init; }

    [JsonPropertyName("positionSide")]
    public string Side { get; init; } = "BOTH";

    [JsonPropertyName("positionAmt")]
    public required Quantity Amount { get; init; }

    [JsonPropertyName("entryPrice")]
    public required Quantity Entry { get; init; }

    [JsonPropertyName("markPrice")]
    public required Quantity Mark { get; init; }

    [JsonPropertyName("liquidationPrice")]
    public Quantity LiquidationPrice { get; init; }

    [JsonPropertyName("isolatedMargin")]
    public Quantity IsolatedMargin { get; init; }

    [JsonPropertyName("isolatedWallet")]
    public Quantity IsolatedWallet { get; init; }

    [JsonPropertyName("marginAsset")]
    public string? MarginAsset { get; init; }

    [JsonPropertyName("updateTime")]
    public long UpdateTime { get; init; }
}

/// <summary>One row of <c>fapi/v1/symbolConfig</c>.</summary>
internal sealed record BinanceSymbolConfig
{
    [JsonPropertyName("symbol")]
    public required string Symbol { get; init; }

    [JsonPropertyName("marginType")]
    public string MarginType { get; init; } = "";

    [JsonPropertyName("leverage")]
    public Quantity Leverage { get; init; }
}

/// <summary>One contract of <c>fapi/v1/leverageBracket</c>.</summary>
internal sealed record BinanceBrackets
{
    [JsonPropertyName("symbol")]
    public required string Symbol { get; init; }

    [JsonPropertyName("brackets")]
    public required IReadOnlyList<BinanceBracket> Steps { get; init; }
}

/// <summary>One step of maintenance margin.</summary>
internal sealed record BinanceBracket
{
    [JsonPropertyName("notionalFloor")]
    public required Quantity Floor { get; init; }

    [JsonPropertyName("maintMarginRatio")]
    public required Quantity Rate { get; init; }

    [JsonPropertyName("cum")]
    public required Quantity Deduction { get; init; }
}

/// <summary>One asset of <c>fapi/v3/balance</c>.</summary>
internal sealed record BinanceFuturesBalance
{
    [JsonPropertyName("asset")]
    public required string Asset { get; init; }

    [JsonPropertyName("balance")]
    public required Quantity Balance { get; init; }

    [JsonPropertyName("crossWalletBalance")]
    public required Quantity CrossWallet { get; init; }

    [JsonPropertyName("maxWithdrawAmount")]
    public Quantity Withdrawable { get; init; }
}

/// <summary>One row of <c>fapi/v1/income</c>.</summary>
internal sealed record BinanceFuturesIncomeRow
{
    [JsonPropertyName("symbol")]
    public string Symbol { get; init; } = "";

    [JsonPropertyName("incomeType")]
    public required string Type { get; init; }

    [JsonPropertyName("income")]
    public required Quantity Income { get; init; }

    [JsonPropertyName("asset")]
    public required string Asset { get; init; }

    [JsonPropertyName("time")]
    public required long Time { get; init; }

    [JsonPropertyName("tranId")]
    public required long TranId { get; init; }

    [JsonPropertyName("tradeId")]
    public string? TradeId { get; init; }
}

/// <summary>Answer of <c>fapi/v1/listenKey</c>.</summary>
internal sealed record BinanceListenKey
{
    [JsonPropertyName("listenKey")]
    public required string Key { get; init; }
}

/// <summary>Event <c>markPriceUpdate</c>.</summary>
internal sealed record BinanceMarkUpdate
{
    [JsonPropertyName("e")]
    public required string Event { get; init; }

    [JsonPropertyName("E")]
    public required long Time { get; init; }

    [JsonPropertyName("s")]
    public required string Symbol { get; init; }

    [JsonPropertyName("p")]
    public required Quantity Mark { get; init; }

    [JsonPropertyName("r")]
    public string? FundingRate { get; init; }

    [JsonPropertyName("T")]
    public long NextFunding { get; init; }
}
