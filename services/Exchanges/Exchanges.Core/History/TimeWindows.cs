using System.Text.Json;
using System.Text.Json.Serialization;

namespace PortfolioPlatform.Exchanges.Core;

/// <summary>How an endpoint that answers for a time range is walked.</summary>
/// <param name="Window">The longest range of one call.</param>
/// <param name="PageSize">Rows of a full page.</param>
/// <param name="Floor">Nothing is older.</param>
/// <param name="Overlap">How far back polls read again, because rows appear or change late.</param>
/// <param name="Paging">How a range with more rows than a page is read.</param>
public sealed record WindowRules(TimeSpan Window, int PageSize, DateTimeOffset Floor, TimeSpan Overlap, WindowPaging Paging);

/// <summary>How an endpoint continues a range that does not fit a page.</summary>
public enum WindowPaging
{
    /// <summary>Rows to leave out; read until nothing comes, because a page may be shorter than asked for.</summary>
    Offset = 0,

    /// <summary>Page numbers with a total; a page that is shorter than the total says is asked again.</summary>
    Number,

    /// <summary>Nothing: the window is split until each part fits.</summary>
    Split,
}

/// <summary>What one page told.</summary>
/// <param name="Rows">Rows in it.</param>
/// <param name="Total">Rows of the whole range, if told.</param>
/// <param name="HasMore">Whether the venue says there is more, if it does.</param>
public sealed record WindowPage(int Rows, long? Total = null, bool? HasMore = null);

/// <summary>One call to make.</summary>
/// <param name="From">Start, inclusive.</param>
/// <param name="To">End, inclusive.</param>
/// <param name="Offset">Rows of this range already read.</param>
public sealed record WindowCall(DateTimeOffset From, DateTimeOffset To, int Offset);

/// <summary>Where a walk over time windows stands: back from the first call's time to the floor, newest window first; then forward over what is new.</summary>
public sealed record WindowCursor
{
    /// <summary>Whether the floor was reached.</summary>
    [JsonPropertyName("done")]
    public bool IsDone { get; init; }

    /// <summary>Everything up to here was read once the walk under way ends, Unix milliseconds; 0 before the first call.</summary>
    [JsonPropertyName("top")]
    public long Top { get; init; }

    /// <summary>End of the window under way; going back, everything above was read.</summary>
    [JsonPropertyName("to")]
    public long To { get; init; }

    /// <summary>Start of the window under way.</summary>
    [JsonPropertyName("from")]
    public long From { get; init; }

    /// <summary>Rows of the window already read.</summary>
    [JsonPropertyName("ofs")]
    public int Offset { get; init; }

    /// <summary>How often the same page was asked again because it was too short.</summary>
    [JsonPropertyName("again")]
    public int Again { get; init; }

    /// <summary>Time the forward walk under way goes up to; 0 when none is under way.</summary>
    [JsonPropertyName("goal")]
    public long Goal { get; init; }

    /// <summary>Rows read so far.</summary>
    [JsonPropertyName("count")]
    public long Count { get; init; }

    /// <summary>Reads a cursor; the beginning when there is none.</summary>
    public static WindowCursor Parse(string? text) => text is null ? new WindowCursor() : JsonSerializer.Deserialize(text, HistoryJson.Default.WindowCursor) ?? new WindowCursor();

    /// <summary>The text to keep.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, HistoryJson.Default.WindowCursor);
}

/// <summary>Readers of the cursors that venues share.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(WindowCursor))]
internal sealed partial class HistoryJson : JsonSerializerContext;
