using System.Text.Json;
using System.Text.Json.Serialization;
using PortfolioPlatform.Binance.Wire;

namespace PortfolioPlatform.Binance.History;

/// <summary>
/// Where one market's trades stand. The newest page comes first; then the rest from the first trade upwards, because ids only walk up;
/// then what is new, each time from a few trades back, since fresh fills may appear late.
/// </summary>
internal sealed record TradeCursor
{
    /// <summary>Rows of a full page.</summary>
    public const int PageSize = 1000;

    private const int Overlap = 10;

    /// <summary>Whether everything up to <see cref="Newest"/> was read.</summary>
    [JsonPropertyName("done")]
    public bool IsDone { get; init; }

    /// <summary>Whether the newest page was read.</summary>
    [JsonPropertyName("begun")]
    public bool IsBegun { get; init; }

    /// <summary>Highest id read.</summary>
    [JsonPropertyName("newest")]
    public long Newest { get; init; }

    /// <summary>Lowest id of the newest page: where the upward walk ends.</summary>
    [JsonPropertyName("edge")]
    public long Edge { get; init; }

    /// <summary>Next id to ask for.</summary>
    [JsonPropertyName("next")]
    public long Next { get; init; }

    /// <summary>Trades read so far, without repeats.</summary>
    [JsonPropertyName("count")]
    public long Count { get; init; }

    /// <summary>Reads a cursor; the beginning when there is none.</summary>
    public static TradeCursor Parse(string? text) => text is null ? new TradeCursor() : JsonSerializer.Deserialize(text, BinanceJson.Default.TradeCursor) ?? new TradeCursor();

    /// <summary>The text to keep.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, BinanceJson.Default.TradeCursor);

    /// <summary>The id to ask from; null for the newest page.</summary>
    public long? From => IsBegun ? Next : null;

    /// <summary>Whether a page holds nothing that was not read before.</summary>
    public bool IsKnown(long id) => IsDone ? id <= Newest : IsBegun && (id < Next || id >= Edge);

    /// <summary>
    /// The cursor once a page of ascending ids is committed. Pages may be shorter than asked for, so only an empty one, or one that reaches the newest page, ends the upward walk.
    /// </summary>
    public TradeCursor After(IReadOnlyList<long> ids)
    {
        if (ids.Count == 0) return this with { IsBegun = true, IsDone = true };
        if (!IsBegun) return this with { IsBegun = true, Count = ids.Count, Newest = ids[^1], Edge = ids[0], Next = 0 };
        var counted = this with { Count = Count + ids.Count(id => !IsKnown(id)), Newest = Math.Max(Newest, ids[^1]) };
        if (!IsDone && ids[^1] < Edge) return counted with { Next = ids[^1] + 1 };
        if (ids[^1] < Newest) return counted with { IsDone = true, Next = Newest };
        return counted with { IsDone = true, Next = ids[^1] > Newest || !IsDone ? ids[Math.Max(0, ids.Count - Overlap)] : Next };
    }
}
