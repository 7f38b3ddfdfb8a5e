using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Kraken.Wire;

/// <summary>One row of <c>TradesHistory</c>. Cost and fee are in the quote currency, whatever was charged.</summary>
internal sealed record KrakenTradeRow
{
    [JsonPropertyName("ordertxid")]
    public string OrderId { get; init; } = "";

    [JsonPropertyName("postxid")]
    public string PositionId { get; init; } = "";

    [JsonPropertyName("pair")]
    public required string Pair { get; init; }

    [JsonPropertyName("time")]
    public required Quantity Time { get; init; }

    [JsonPropertyName("type")]
    public required string Side { get; init; }

    [JsonPropertyName("ordertype")]
    public string OrderType { get; init; } = "";

    [JsonPropertyName("price")]
    public required Quantity Price { get; init; }

    [JsonPropertyName("cost")]
    public required Quantity Cost { get; init; }

    [JsonPropertyName("fee")]
    public required Quantity Fee { get; init; }

    [JsonPropertyName("vol")]
    public required Quantity Volume { get; init; }

    /// <summary>Above zero for a margin trade, which moves no spot coins.</summary>
    [JsonPropertyName("margin")]
    public Quantity Margin { get; init; }

    [JsonPropertyName("leverage")]
    public string Leverage { get; init; } = "";

    [JsonPropertyName("misc")]
    public string Misc { get; init; } = "";

    [JsonPropertyName("maker")]
    public bool? Maker { get; init; }

    [JsonPropertyName("trade_id")]
    public long TradeId { get; init; }

    [JsonPropertyName("ledgers")]
    public ImmutableArray<string> Ledgers { get; init; } = [];
}
