using System.Text.Json;
using System.Text.Json.Serialization;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Kraken.Wire;

namespace PortfolioPlatform.Kraken.Ledger;

/// <summary>
/// Everything the mapper reads besides the page itself, archived with it, so that a replay without any network gives the same transactions:
/// symbols, rows of earlier pages whose group was still open, and what the trade and movement endpoints add.
/// </summary>
internal sealed record LedgerContext
{
    /// <summary>Symbols by code, for the codes that occur; a code the venue's table lacks is absent.</summary>
    [JsonPropertyName("assets")]
    public Dictionary<string, string>? Assets { get; init; }

    /// <summary>Rows of earlier pages whose group may still grow.</summary>
    [JsonPropertyName("held")]
    public Dictionary<string, KrakenLedgerRow> Held { get; init; } = [];

    /// <summary>Rows of transactions already told that may still change: recent movements (which can come back) and lone legs.</summary>
    [JsonPropertyName("watched")]
    public Dictionary<string, KrakenLedgerRow> Watched { get; init; } = [];

    /// <summary>Ids of this page that were read before: pages overlap.</summary>
    [JsonPropertyName("skip")]
    public List<string> Skip { get; init; } = [];

    /// <summary>Groups told before that are told again because the movement endpoints know more by now.</summary>
    [JsonPropertyName("again")]
    public List<string> Again { get; init; } = [];

    /// <summary>Fills by trade id.</summary>
    [JsonPropertyName("trades")]
    public Dictionary<string, TradeFact> Trades { get; init; } = [];

    /// <summary>Movements by refid.</summary>
    [JsonPropertyName("movements")]
    public Dictionary<string, MovementFact> Movements { get; init; } = [];

    /// <summary>Whether older pages of the same walk follow.</summary>
    [JsonPropertyName("more")]
    public bool More { get; init; }

    /// <summary>Unix seconds when the page was read; null = long after.</summary>
    [JsonPropertyName("now")]
    public Quantity? Now { get; init; }

    /// <summary>Reads archived metadata; a page of its own when there is none.</summary>
    public static LedgerContext Parse(string? metadata) =>
        metadata is null ? new LedgerContext() : JsonSerializer.Deserialize(metadata, KrakenJson.Default.LedgerContext) ?? new LedgerContext();

    /// <summary>The canonical text.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, KrakenJson.Default.LedgerContext);
}

/// <summary>What <c>TradesHistory</c> adds to a fill.</summary>
internal sealed record TradeFact([property: JsonPropertyName("pair")] string Pair, [property: JsonPropertyName("order")] string OrderId, [property: JsonPropertyName("maker")] bool? Maker);

/// <summary>What the status endpoints add to a movement.</summary>
internal sealed record MovementFact(
    [property: JsonPropertyName("txid")] string? TxId, [property: JsonPropertyName("address")] string? Address, [property: JsonPropertyName("network")] string? Network);
