using System.Text.Json;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform.GraphQL;

namespace PortfolioPlatform.MarketData.GraphQL;

/// <summary>How far a price can be relied on.</summary>
internal enum PriceState
{
    /// <summary>Fresh.</summary>
    Ok,

    /// <summary>Known, but nothing was heard for a while.</summary>
    Stale,

    /// <summary>No market quotes the asset.</summary>
    NotListed,

    /// <summary>There is a market, but no price of this time.</summary>
    NoDataAtTime,

    /// <summary>The source refuses for now.</summary>
    RateLimited,

    /// <summary>The source failed.</summary>
    Error,
}

/// <summary>An asset's price now, consolidated over all venues.</summary>
/// <param name="AssetId">Of which asset.</param>
/// <param name="Usd">US dollars for one; null when there is none.</param>
/// <param name="State">How far it can be relied on.</param>
/// <param name="Source">The path it was made over.</param>
/// <param name="At">When the youngest tick in it was seen.</param>
[GraphQLName("Price")]
internal sealed record PriceItem([property: ID] string AssetId, Quantity? Usd, PriceState State, string Source, DateTimeOffset At) : IOfAsset
{
    public static PriceItem Of(PriceValue value) =>
        new(value.Asset.Value, value.Usd, Enum.TryParse<PriceState>(value.State, true, out var state) ? state : PriceState.Error, value.Source, value.At);

    public static PriceItem? Read(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize(json, LiveJson.Default.PriceValue) is { } value ? Of(value) : null;

    public static PriceItem? Read(JsonElement json) => json.Deserialize(LiveJson.Default.PriceValue) is { } value ? Of(value) : null;
}
