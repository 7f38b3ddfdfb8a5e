using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Coinbase;

/// <summary>GET /api/v3/brokerage/orders/historical/fills: one fill.</summary>
internal sealed record CoinbaseFill(
    string EntryId, string TradeId, string OrderId, DateTimeOffset TradeTime, Quantity Price, Quantity Size, Quantity Commission, string ProductId, string Side,
    string TradeType = "FILL", bool SizeInQuote = false, string? LiquidityIndicator = null, DateTimeOffset? SequenceTimestamp = null, string? RetailPortfolioId = null);

/// <summary>An amount with its currency (v3 spelling).</summary>
internal sealed record CoinbaseValue(Quantity Value, string Currency);

/// <summary>GET /api/v3/brokerage/accounts: one account.</summary>
internal sealed record CoinbaseAccount(
    string Uuid, string Currency, CoinbaseValue AvailableBalance, CoinbaseValue? Hold = null, string? Name = null, string? Type = null, bool Active = true, bool Ready = true,
    string? RetailPortfolioId = null, DateTimeOffset? CreatedAt = null);

/// <summary>An amount with its currency (v2 spelling).</summary>
internal sealed record CoinbaseAmount(Quantity Amount, string Currency);

/// <summary>A currency of a wallet.</summary>
internal sealed record CoinbaseCurrency(string Code);

/// <summary>GET /v2/accounts: one wallet.</summary>
internal sealed record CoinbaseWallet(string Id, JsonElement Currency, CoinbaseAmount Balance, string? Type = null, DateTimeOffset? CreatedAt = null, string? Name = null);

/// <summary>The chain side of a movement.</summary>
internal sealed record CoinbaseNetwork(string? Status = null, string? Hash = null, string? NetworkName = null, CoinbaseAmount? TransactionFee = null);

/// <summary>Purchase, sale or conversion a row belongs to.</summary>
internal sealed record CoinbasePayment(string? Id = null, CoinbaseAmount? Fee = null, CoinbaseAmount? Total = null, CoinbaseAmount? Subtotal = null, string? PaymentMethodName = null);

/// <summary>The fill a row belongs to; the v3 fill is the one that counts.</summary>
internal sealed record CoinbaseFillRow(Quantity FillPrice, string ProductId, string OrderId, Quantity Commission = default, string? OrderSide = null);

/// <summary>The venue's words about a row.</summary>
internal sealed record CoinbaseDetails(string? Title = null, string? Subtitle = null);

/// <summary>GET /v2/accounts/{id}/transactions: one signed row of one wallet.</summary>
internal sealed record CoinbaseTransaction(
    string Id, string Type, string Status, CoinbaseAmount Amount, DateTimeOffset CreatedAt, CoinbaseAmount? NativeAmount = null, CoinbaseNetwork? Network = null,
    JsonElement To = default, JsonElement From = default, CoinbasePayment? Buy = null, CoinbasePayment? Sell = null, CoinbasePayment? Trade = null,
    CoinbaseFillRow? AdvancedTradeFill = null, CoinbaseDetails? Details = null);

/// <summary>GET /api/v3/brokerage/key_permissions.</summary>
internal sealed record CoinbasePermissions(bool CanView, bool CanTrade, bool CanTransfer, string? PortfolioUuid = null, string? PortfolioType = null);

/// <summary>GET /api/v3/brokerage/market/products: one market.</summary>
internal sealed record CoinbaseProduct(
    string ProductId, string Price, string BaseCurrencyId, string QuoteCurrencyId, string? BaseIncrement = null, string? QuoteIncrement = null, string? Status = null, string? Alias = null);

/// <summary>GET …/candles: one candle.</summary>
internal sealed record CoinbaseCandle(string Start, Quantity Low, Quantity High, Quantity Open, Quantity Close, Quantity Volume);

/// <summary>A market in the ticker channel.</summary>
internal sealed record CoinbaseTicker(string ProductId, Quantity Price);

/// <summary>An order in the user channel; it has no rows of its fills.</summary>
internal sealed record CoinbaseOrderEvent(string OrderId, string Status, string? ProductId = null, string? OrderSide = null, Quantity CumulativeQuantity = default, string? NumberOfFills = null);

/// <summary>An event of a channel.</summary>
internal sealed record CoinbaseStreamEvent(string? Type = null, ImmutableArray<CoinbaseTicker> Tickers = default, ImmutableArray<CoinbaseOrderEvent> Orders = default);

/// <summary>The envelope of every stream message; <see cref="SequenceNum"/> counts all messages of one connection.</summary>
internal sealed record CoinbaseStreamMessage(
    string? Channel = null, long? SequenceNum = null, DateTimeOffset? Timestamp = null, ImmutableArray<CoinbaseStreamEvent> Events = default, string? Type = null, string? Message = null);

/// <summary>Names are the venue's snake case; numbers may come as texts; what is required and missing makes the record unreadable.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(CoinbaseFill))]
[JsonSerializable(typeof(CoinbaseAccount))]
[JsonSerializable(typeof(CoinbaseWallet))]
[JsonSerializable(typeof(CoinbaseCurrency))]
[JsonSerializable(typeof(CoinbaseTransaction))]
[JsonSerializable(typeof(CoinbasePermissions))]
[JsonSerializable(typeof(CoinbaseProduct))]
[JsonSerializable(typeof(CoinbaseCandle))]
[JsonSerializable(typeof(CoinbaseStreamMessage))]
internal sealed partial class CoinbaseJson : JsonSerializerContext;
