using System.Text.Json;
using System.Text.Json.Serialization;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Kraken.Wire;

namespace PortfolioPlatform.Kraken.Ledger;

/// <summary>
/// Where the ledger stream stands: a walk from newest to oldest over a pinned range, then forward walks over what is new.
/// Rows whose group is still open are in here, so nothing is lost when the process dies between two pages.
/// </summary>
internal sealed record LedgerCursor
{
    /// <summary>Whether the walk down to the beginning is complete.</summary>
    [JsonPropertyName("complete")]
    public bool IsComplete { get; init; }

    /// <summary>Whether a walk is under way.</summary>
    [JsonPropertyName("walking")]
    public bool IsWalking { get; init; }

    /// <summary>Rows of the walk already passed.</summary>
    [JsonPropertyName("ofs")]
    public int Offset { get; init; }

    /// <summary>How many of the rows passed the next page begins with.</summary>
    [JsonPropertyName("shared")]
    public int Shared { get; init; }

    /// <summary>Rows of the range when the page before came; null when it was not told.</summary>
    [JsonPropertyName("total")]
    public long? Total { get; init; }

    /// <summary>Upper bound of the walk, Unix seconds: later rows belong to the next walk, so offsets do not shift.</summary>
    [JsonPropertyName("end")]
    public Quantity? End { get; init; }

    /// <summary>Time of the newest row of the walk under way.</summary>
    [JsonPropertyName("newest")]
    public Quantity? Newest { get; init; }

    /// <summary>Time up to which everything was read by finished walks.</summary>
    [JsonPropertyName("top")]
    public Quantity? Top { get; init; }

    /// <summary>Rows the account has, as told by the first walk and counted on since.</summary>
    [JsonPropertyName("expected")]
    public long Expected { get; init; }

    /// <summary>Ids of the page before, which the next page must overlap.</summary>
    [JsonPropertyName("last")]
    public List<string> Last { get; init; } = [];

    /// <summary>Ids near the top that later walks will see again.</summary>
    [JsonPropertyName("seen")]
    public Dictionary<string, Quantity> Seen { get; init; } = [];

    /// <summary>Open rows.</summary>
    [JsonPropertyName("held")]
    public Dictionary<string, KrakenLedgerRow> Held { get; init; } = [];

    /// <summary>Rows told that may still change.</summary>
    [JsonPropertyName("watched")]
    public Dictionary<string, KrakenLedgerRow> Watched { get; init; } = [];

    /// <summary>Withdrawals told before the chain transaction was known.</summary>
    [JsonPropertyName("unproven")]
    public List<string> Unproven { get; init; } = [];

    /// <summary>Reads a cursor; the very beginning when there is none.</summary>
    public static LedgerCursor Parse(string? text) => text is null ? new LedgerCursor() : JsonSerializer.Deserialize(text, KrakenJson.Default.LedgerCursor) ?? new LedgerCursor();

    /// <summary>The text to keep.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, KrakenJson.Default.LedgerCursor);
}
