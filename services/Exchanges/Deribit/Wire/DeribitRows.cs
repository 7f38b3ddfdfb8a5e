using System.Text.Json.Serialization;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Deribit.Wire;

/// <summary>A grant of <c>public/auth</c>.</summary>
internal sealed record DeribitGrant
{
    [JsonPropertyName("scope")]
    public required string Scope { get; init; }
}

/// <summary>One wallet of <c>private/get_account_summaries</c>.</summary>
internal sealed record DeribitSummary
{
    [JsonPropertyName("currency")]
    public required string Currency { get; init; }

    /// <summary>Cash; what options are worth is not in it.</summary>
    [JsonPropertyName("balance")]
    public required Quantity Balance { get; init; }

    [JsonPropertyName("equity")]
    public required Quantity Equity { get; init; }

    [JsonPropertyName("maintenance_margin")]
    public required Quantity MaintenanceMargin { get; init; }

    [JsonPropertyName("available_funds")]
    public required Quantity AvailableFunds { get; init; }

    /// <summary><c>segregated_sm</c> (each wallet by itself, by rules contract by contract), <c>segregated_pm</c>, <c>cross_sm</c>, <c>cross_pm</c>.</summary>
    [JsonPropertyName("margin_model")]
    public string? MarginModel { get; init; }
}

/// <summary>The answer around them.</summary>
internal sealed record DeribitSummaries
{
    [JsonPropertyName("summaries")]
    public required IReadOnlyList<DeribitSummary> Summaries { get; init; }
}

/// <summary>One row of <c>private/get_positions</c>. The size of an option is in its coin, of a future settled in coin in dollars.</summary>
internal sealed record DeribitPosition
{
    [JsonPropertyName("instrument_name")]
    public required string Instrument { get; init; }

    /// <summary><c>option</c>, <c>future</c>, combinations.</summary>
    [JsonPropertyName("kind")]
    public required string Kind { get; init; }

    [JsonPropertyName("size")]
    public required Quantity Size { get; init; }

    [JsonPropertyName("average_price")]
    public required Quantity AveragePrice { get; init; }

    [JsonPropertyName("mark_price")]
    public required Quantity MarkPrice { get; init; }

    [JsonPropertyName("leverage")]
    public Quantity? Leverage { get; init; }

    [JsonPropertyName("estimated_liquidation_price")]
    public Quantity? LiquidationPrice { get; init; }
}

/// <summary><c>public/ticker</c> and the channel of the same name: what an instrument's mark stands for. The volatility is in per cent.</summary>
internal sealed record DeribitTicker
{
    [JsonPropertyName("instrument_name")]
    public required string Instrument { get; init; }

    [JsonPropertyName("mark_price")]
    public required Quantity MarkPrice { get; init; }

    [JsonPropertyName("mark_iv")]
    public Quantity? MarkVolatility { get; init; }

    [JsonPropertyName("underlying_price")]
    public Quantity? UnderlyingPrice { get; init; }

    /// <summary>Of perpetuals: the rate of eight hours.</summary>
    [JsonPropertyName("funding_8h")]
    public Quantity? Funding { get; init; }

    [JsonPropertyName("timestamp")]
    public required long Timestamp { get; init; }
}

/// <summary>One row of <c>private/get_transaction_log</c>: a change of one wallet. <see cref="Change"/> is what the cash changed by, commission included.</summary>
internal sealed record DeribitLogRow
{
    [JsonPropertyName("id")]
    public required long Id { get; init; }

    [JsonPropertyName("type")]
    public required string Type { get; init; }

    [JsonPropertyName("timestamp")]
    public required long Timestamp { get; init; }

    [JsonPropertyName("currency")]
    public required string Currency { get; init; }

    [JsonPropertyName("change")]
    public required Quantity Change { get; init; }

    [JsonPropertyName("commission")]
    public Quantity? Commission { get; init; }

    [JsonPropertyName("instrument_name")]
    public string? Instrument { get; init; }

    [JsonPropertyName("trade_id")]
    public string? TradeId { get; init; }

    [JsonPropertyName("user_seq")]
    public long? Sequence { get; init; }
}

/// <summary>A change of an order book: <see cref="PreviousId"/> names the one before, a snapshot has none. Levels are action, price, amount.</summary>
internal sealed record DeribitBookMessage
{
    [JsonPropertyName("type")]
    public required string Type { get; init; }

    [JsonPropertyName("instrument_name")]
    public required string Instrument { get; init; }

    [JsonPropertyName("change_id")]
    public required long ChangeId { get; init; }

    [JsonPropertyName("prev_change_id")]
    public long? PreviousId { get; init; }

    [JsonPropertyName("timestamp")]
    public required long Timestamp { get; init; }

    [JsonPropertyName("bids")]
    public required IReadOnlyList<System.Text.Json.JsonElement> Bids { get; init; }

    [JsonPropertyName("asks")]
    public required IReadOnlyList<System.Text.Json.JsonElement> Asks { get; init; }
}

/// <summary>Source-generated readers.</summary>
[JsonSourceGenerationOptions(NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(DeribitGrant))]
[JsonSerializable(typeof(DeribitSummaries))]
[JsonSerializable(typeof(DeribitSummary))]
[JsonSerializable(typeof(DeribitPosition))]
[JsonSerializable(typeof(DeribitTicker))]
[JsonSerializable(typeof(DeribitLogRow))]
[JsonSerializable(typeof(DeribitBookMessage))]
internal sealed partial class DeribitJson : JsonSerializerContext;
