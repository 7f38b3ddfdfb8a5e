using System.Text.Json.Serialization;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Kraken.Wire;

/// <summary>One row of <c>Ledgers</c>. The balance changes by amount − fee, both in <see cref="Asset"/>.</summary>
internal sealed record KrakenLedgerRow
{
    /// <summary>Shared by the rows of one event; a fill's trade id.</summary>
    [JsonPropertyName("refid")]
    public string Refid { get; init; } = "";

    /// <summary>Unix seconds with a fraction.</summary>
    [JsonPropertyName("time")]
    public required Quantity Time { get; init; }

    [JsonPropertyName("type")]
    public string Type { get; init; } = "";

    [JsonPropertyName("subtype")]
    public string Subtype { get; init; } = "";

    [JsonPropertyName("aclass")]
    public string Class { get; init; } = "";

    [JsonPropertyName("asset")]
    public required string Asset { get; init; }

    /// <summary>Without the fee.</summary>
    [JsonPropertyName("amount")]
    public required Quantity Amount { get; init; }

    [JsonPropertyName("fee")]
    public Quantity Fee { get; init; }

    /// <summary>After the row.</summary>
    [JsonPropertyName("balance")]
    public Quantity Balance { get; init; }
}
