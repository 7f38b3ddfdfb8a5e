using System.Text.Json.Serialization;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Huobi;

/// <summary>GET /v1/order/matchresults: one fill. <see cref="Id"/> is the record's id for paging; the trade's identity is symbol, trade id and order id.</summary>
internal sealed record HuobiMatch(
    long Id, string Symbol, long OrderId, long TradeId, Quantity Price, long CreatedAt, string Type, Quantity FilledAmount, Quantity FilledFees, string FeeCurrency = "",
    string? FeeDeductCurrency = null, string? FilledPoints = null, string? FeeDeductState = null, string? Role = null, string? Source = null, long MatchId = 0);

/// <summary>GET /v1/query/deposit-withdraw: one movement; amount and fee are positive.</summary>
internal sealed record HuobiMovement(
    long Id, string Type, string Currency, Quantity Amount, long CreatedAt, string State, string? Chain = null, string? TxHash = null, string? Address = null, string? AddressTag = null,
    Quantity Fee = default, long UpdatedAt = 0, string? SubType = null);

/// <summary>GET /v1/account/history: one change of one account.</summary>
internal sealed record HuobiRecord(
    long AccountId, string Currency, long RecordId, Quantity TransactAmt, string TransactType, long TransactTime, Quantity AvailBalance = default, Quantity AcctBalance = default);

/// <summary>GET /v1/account/accounts: one account.</summary>
internal sealed record HuobiAccount(long Id, string Type, string? Subtype = null, string? State = null);

/// <summary>GET /v1/account/accounts/{id}/balance: one line of one account; several lines make up a currency.</summary>
internal sealed record HuobiBalanceLine(string Currency, string Type, Quantity Balance, string? Available = null);

/// <summary>GET /v1/account/accounts/{id}/balance: an account's lines.</summary>
internal sealed record HuobiBalances(long Id, System.Collections.Immutable.ImmutableArray<HuobiBalanceLine> List, string Type = "spot", string? State = null, string? Subtype = null);

/// <summary>GET /v2/account/ledger: one side of a transfer between accounts.</summary>
internal sealed record HuobiTransfer(
    long AccountId, string Currency, Quantity TransactAmt, long TransactId, long TransactTime, string TransactType = "transfer", string? TransferType = null, long? Transferer = null, long? Transferee = null);

/// <summary>GET /v2/user/api-key: what a key may do.</summary>
internal sealed record HuobiKey(string AccessKey, string Permission, int ValidDays = -1, string? IpAddresses = null, string? Status = null);

/// <summary>GET /market/tickers: one market.</summary>
internal sealed record HuobiTicker(string Symbol, Quantity Close);

/// <summary>GET /market/history/kline: one candle.</summary>
internal sealed record HuobiCandle(long Id, Quantity Open, Quantity Close, Quantity Low, Quantity High, Quantity Amount);

/// <summary>Stream topic trade.clearing: the only one with fees.</summary>
internal sealed record HuobiClearing(
    string EventType, string Symbol, long OrderId, long TradeId = 0, Quantity TradePrice = default, Quantity TradeVolume = default, string? OrderSide = null, bool Aggressor = false, long TradeTime = 0,
    string? TransactFee = null, string? FeeCurrency = null, string? FeeDeduct = null, string? FeeDeductType = null, long AccountId = 0, string? OrderStatus = null);

/// <summary>Stream topic accounts.update: a balance after a change; <see cref="SeqNum"/> orders them per account.</summary>
internal sealed record HuobiAccountUpdate(string Currency, long AccountId, string? Balance = null, string? Available = null, string? ChangeType = null, string? AccountType = null, long? ChangeTime = null, string? SeqNum = null);

/// <summary>Stream topic market.{symbol}.ticker: what we read of it.</summary>
internal sealed record HuobiStreamTick(Quantity Close);

/// <summary>v1 names are hyphenated.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.KebabCaseLower, NumberHandling = JsonNumberHandling.AllowReadingFromString, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(HuobiMatch))]
[JsonSerializable(typeof(HuobiMovement))]
[JsonSerializable(typeof(HuobiRecord))]
[JsonSerializable(typeof(HuobiAccount))]
[JsonSerializable(typeof(HuobiBalances))]
[JsonSerializable(typeof(HuobiTicker))]
[JsonSerializable(typeof(HuobiCandle))]
[JsonSerializable(typeof(HuobiStreamTick))]
internal sealed partial class HuobiJson : JsonSerializerContext;

/// <summary>v2 names are lower-camel.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, NumberHandling = JsonNumberHandling.AllowReadingFromString, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(HuobiTransfer))]
[JsonSerializable(typeof(HuobiKey))]
[JsonSerializable(typeof(HuobiClearing))]
[JsonSerializable(typeof(HuobiAccountUpdate))]
internal sealed partial class HuobiJsonV2 : JsonSerializerContext;
