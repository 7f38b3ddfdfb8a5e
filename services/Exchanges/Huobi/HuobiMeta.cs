using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Huobi;

/// <summary>One side of a transfer that waits for the other: small, because it travels in the cursor.</summary>
internal sealed record HuobiHalf(long AccountId, string Currency, Quantity Amount, long Id, long Time, string? TransferType, long? From, long? To);

/// <summary>What a mapper reads besides the page.</summary>
internal sealed record HuobiMeta
{
    /// <summary>Base and quote of this page's symbols.</summary>
    public ImmutableSortedDictionary<string, string> Symbols { get => field ?? ImmutableSortedDictionary<string, string>.Empty; init; }

    /// <summary>Sides of transfers from earlier pages.</summary>
    public ImmutableArray<HuobiHalf> Held { get => field.IsDefault ? [] : field; init; }

    /// <summary>Unix milliseconds: transfers younger than this were read in all accounts; null = all (a page that stands alone).</summary>
    public long? Horizon { get; init; }

    /// <summary>Set on the page where the venue's memory ends: nothing older can be asked for.</summary>
    public DateTimeOffset? Edge { get; init; }

    /// <summary>Reads a page's metadata.</summary>
    public static HuobiMeta Parse(string? metadata) => metadata is null ? new() : JsonSerializer.Deserialize(metadata, HuobiStateJson.Default.HuobiMeta) ?? new();

    /// <summary>The metadata text.</summary>
    public override string ToString() => JsonSerializer.Serialize(this, HuobiStateJson.Default.HuobiMeta);
}

/// <summary>JSON of cursor and metadata.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(HuobiMeta))]
[JsonSerializable(typeof(HuobiSweep))]
internal sealed partial class HuobiStateJson : JsonSerializerContext;
