using System.Text.Json.Serialization;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Binance.Wire;

/// <summary>One row of <c>myTrades</c>. The id repeats across markets.</summary>
internal sealed record BinanceTrade
{
    [JsonPropertyName("symbol")]
    public required string Symbol { get; init; }

    [JsonPropertyName("id")]
    public required long Id { get; init; }

    [JsonPropertyName("orderId")]
    public long OrderId { get; init; }

    [JsonPropertyName("orderListId")]
    public long OrderListId { get; init; }

    [JsonPropertyName("price")]
    public required Quantity Price { get; init; }

    [JsonPropertyName("qty")]
    public required Quantity Amount { get; init; }

    /// <summary>Not to be recomputed.</summary>
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

    [JsonPropertyName("isBestMatch")]
    public bool IsBestMatch { get; init; }
}

/// <summary>One row of <c>capital/deposit/hisrec</c>; without a stable id.</summary>
internal sealed record BinanceDeposit
{
    [JsonPropertyName("amount")]
    public required Quantity Amount { get; init; }

    [JsonPropertyName("coin")]
    public required string Coin { get; init; }

    [JsonPropertyName("network")]
    public string? Network { get; init; }

    /// <summary>0 pending, 1 done, 6 credited but locked, 7 wrong, 8 waiting for the user.</summary>
    [JsonPropertyName("status")]
    public required int Status { get; init; }

    [JsonPropertyName("address")]
    public string? Address { get; init; }

    [JsonPropertyName("addressTag")]
    public string? AddressTag { get; init; }

    [JsonPropertyName("txId")]
    public string? TxId { get; init; }

    [JsonPropertyName("insertTime")]
    public required long InsertTime { get; init; }

    /// <summary>1 = internal, its txId is a text.</summary>
    [JsonPropertyName("transferType")]
    public int TransferType { get; init; }

    [JsonPropertyName("confirmTimes")]
    public string? ConfirmTimes { get; init; }
}

/// <summary>One row of <c>capital/withdraw/history</c>; the amount excludes the fee.</summary>
internal sealed record BinanceWithdrawal
{
    [JsonPropertyName("id")]
    public required string Id { get; init; }

    [JsonPropertyName("amount")]
    public required Quantity Amount { get; init; }

    [JsonPropertyName("transactionFee")]
    public Quantity Fee { get; init; }

    [JsonPropertyName("coin")]
    public required string Coin { get; init; }

    /// <summary>1 cancelled, 3 rejected, 5 failed, 6 completed; the others are on the way.</summary>
    [JsonPropertyName("status")]
    public required int Status { get; init; }

    [JsonPropertyName("address")]
    public string? Address { get; init; }

    [JsonPropertyName("txId")]
    public string? TxId { get; init; }

    /// <summary>Text in UTC: <c>2023-11-14 22:13:20</c>.</summary>
    [JsonPropertyName("applyTime")]
    public required string ApplyTime { get; init; }

    [JsonPropertyName("network")]
    public string? Network { get; init; }

    [JsonPropertyName("transferType")]
    public int TransferType { get; init; }
}

/// <summary>One row of <c>fiat/orders</c>.</summary>
internal sealed record BinanceFiatOrder
{
    [JsonPropertyName("orderNo")]
    public required string OrderNo { get; init; }

    [JsonPropertyName("fiatCurrency")]
    public required string Currency { get; init; }

    [JsonPropertyName("indicatedAmount")]
    public Quantity? IndicatedAmount { get; init; }

    [JsonPropertyName("amount")]
    public required Quantity Amount { get; init; }

    [JsonPropertyName("totalFee")]
    public Quantity Fee { get; init; }

    [JsonPropertyName("method")]
    public string? Method { get; init; }

    [JsonPropertyName("status")]
    public required string Status { get; init; }

    [JsonPropertyName("createTime")]
    public required long CreateTime { get; init; }

    [JsonPropertyName("updateTime")]
    public long UpdateTime { get; init; }
}

/// <summary>One row of <c>fiat/payments</c>; the source amount includes the fee.</summary>
internal sealed record BinanceFiatPayment
{
    [JsonPropertyName("orderNo")]
    public required string OrderNo { get; init; }

    [JsonPropertyName("sourceAmount")]
    public required Quantity SourceAmount { get; init; }

    [JsonPropertyName("fiatCurrency")]
    public required string FiatCurrency { get; init; }

    [JsonPropertyName("obtainAmount")]
    public required Quantity ObtainAmount { get; init; }

    [JsonPropertyName("cryptoCurrency")]
    public required string CryptoCurrency { get; init; }

    [JsonPropertyName("totalFee")]
    public Quantity Fee { get; init; }

    [JsonPropertyName("price")]
    public Quantity? Price { get; init; }

    [JsonPropertyName("status")]
    public required string Status { get; init; }

    /// <summary>Newer answers: <c>Cash Balance</c>, or a card, whose money never was in the account.</summary>
    [JsonPropertyName("paymentMethod")]
    public string? PaymentMethod { get; init; }

    [JsonPropertyName("createTime")]
    public required long CreateTime { get; init; }
}
