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

    /// <summary>The cursor once a page of ascending ids is committed.</summary>
    public TradeCursor After(IReadOnlyList<long> ids)
    {
        var fresh = ids.Count(id => !IsKnown(id));
        var isFull = ids.Count >= PageSize;
        if (!IsBegun) return this with { IsBegun = true, IsDone = !isFull, Count = ids.Count, Newest = Last(ids), Edge = ids.Count == 0 ? 0 : ids[0], Next = isFull ? 0 : Tail(ids) };
        if (!IsDone) return Upward(ids, fresh, isFull);
        return this with { Count = Count + fresh, Newest = Math.Max(Newest, Last(ids)), Next = isFull ? ids[^1] : ids.Count > 0 ? Tail(ids) : Next };
    }

    /// <summary>Whether nothing newer is known after a page.</summary>
    public bool IsCaughtUp(int rows) => IsDone && rows < PageSize;

    private TradeCursor Upward(IReadOnlyList<long> ids, int fresh, bool isFull)
    {
        var counted = this with { Count = Count + fresh };
        var reached = !isFull || ids[^1] >= Edge;
        return reached ? counted with { IsDone = true, Next = Math.Max(Edge, Newest - 1) } : counted with { Next = ids[^1] + 1 };
    }

    private static long Last(IReadOnlyList<long> ids) => ids.Count == 0 ? 0 : ids[^1];

    private static long Tail(IReadOnlyList<long> ids) => ids.Count == 0 ? 0 : ids[Math.Max(0, ids.Count - Overlap)];
}
