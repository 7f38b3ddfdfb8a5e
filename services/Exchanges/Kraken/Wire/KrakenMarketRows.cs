using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Kraken.Wire;

/// <summary>One asset of <c>Assets</c>.</summary>
internal sealed record KrakenAsset
{
    [JsonPropertyName("aclass")]
    public string Class { get; init; } = "";

    [JsonPropertyName("altname")]
    public required string AltName { get; init; }

    [JsonPropertyName("decimals")]
    public int Decimals { get; init; }

    [JsonPropertyName("display_decimals")]
    public int DisplayDecimals { get; init; }

    [JsonPropertyName("status")]
    public string Status { get; init; } = "";
}

/// <summary>One pair of <c>AssetPairs</c>.</summary>
internal sealed record KrakenPair
{
    [JsonPropertyName("altname")]
    public string AltName { get; init; } = "";

    [JsonPropertyName("wsname")]
    public string? WsName { get; init; }

    [JsonPropertyName("base")]
    public required string Base { get; init; }

    [JsonPropertyName("quote")]
    public required string Quote { get; init; }

    [JsonPropertyName("status")]
    public string Status { get; init; } = "";
}

/// <summary>One pair of <c>Ticker</c>; arrays as the venue names them.</summary>
internal sealed record KrakenTicker
{
    /// <summary>Ask: price, whole lots, lots.</summary>
    [JsonPropertyName("a")]
    public ImmutableArray<Quantity> Ask { get; init; } = [];

    /// <summary>Bid: price, whole lots, lots.</summary>
    [JsonPropertyName("b")]
    public ImmutableArray<Quantity> Bid { get; init; } = [];

    /// <summary>Last trade: price, lots.</summary>
    [JsonPropertyName("c")]
    public ImmutableArray<Quantity> Last { get; init; } = [];
}
