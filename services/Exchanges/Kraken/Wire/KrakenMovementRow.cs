using System.Text.Json.Serialization;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Kraken.Wire;

/// <summary>One row of <c>DepositStatus</c> or <c>WithdrawStatus</c>: adds chain id and address to the ledger's row with the same refid.</summary>
internal sealed record KrakenMovementRow
{
    [JsonPropertyName("method")]
    public string Method { get; init; } = "";

    [JsonPropertyName("network")]
    public string? Network { get; init; }

    [JsonPropertyName("asset")]
    public required string Asset { get; init; }

    [JsonPropertyName("refid")]
    public required string Refid { get; init; }

    [JsonPropertyName("txid")]
    public string? TxId { get; init; }

    /// <summary>Address or bank account.</summary>
    [JsonPropertyName("info")]
    public string? Info { get; init; }

    [JsonPropertyName("amount")]
    public required Quantity Amount { get; init; }

    [JsonPropertyName("fee")]
    public Quantity? Fee { get; init; }

    [JsonPropertyName("time")]
    public required Quantity Time { get; init; }

    /// <summary><c>Initial</c>, <c>Pending</c>, <c>Settled</c>, <c>Success</c>, <c>Failure</c>.</summary>
    [JsonPropertyName("status")]
    public string Status { get; init; } = "";

    /// <summary><c>return</c>, <c>returned</c>, <c>onhold</c>, <c>canceled</c>, <c>cancel-pending</c>.</summary>
    [JsonPropertyName("status-prop")]
    public string? StatusProperty { get; init; }
}
