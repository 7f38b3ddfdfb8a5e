using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PortfolioPlatform.Bitfinex;

/// <summary>What a mapper reads besides the page.</summary>
internal sealed record BitfinexMeta
{
    /// <summary>Symbols of this page's codes that the built-in table lacks.</summary>
    public ImmutableSortedDictionary<string, string> Symbols { get => field ?? ImmutableSortedDictionary<string, string>.Empty; init; }

    /// <summary>Rows of this instant (Unix milliseconds) are left for the next page, which holds all of them.</summary>
    public long? Cut { get; init; }

    /// <summary>An instant (Unix milliseconds) with more rows than a page holds: the walk had to step over it.</summary>
    public long? Overfull { get; init; }

    /// <summary>Keys of old trades without an order type whose ledger rows lie in a margin wallet.</summary>
    public ImmutableArray<string> Margin { get => field.IsDefault ? [] : field; init; }

    /// <summary>Keys of old trades without an order type whose ledger rows were found in the exchange wallet.</summary>
    public ImmutableArray<string> Spot { get => field.IsDefault ? [] : field; init; }

    /// <summary>Reads a page's metadata.</summary>
    public static BitfinexMeta Parse(string? metadata) => metadata is null ? new() : JsonSerializer.Deserialize(metadata, BitfinexMetaJson.Default.BitfinexMeta) ?? new();

    /// <summary>The metadata text; null when there is nothing to tell.</summary>
    public string? ToText() => Symbols.IsEmpty && Cut is null && Overfull is null && Margin.IsEmpty && Spot.IsEmpty ? null : JsonSerializer.Serialize(this, BitfinexMetaJson.Default.BitfinexMeta);
}

/// <summary>Its JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(BitfinexMeta))]
internal sealed partial class BitfinexMetaJson : JsonSerializerContext;
