using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Kraken.Wire;

/// <summary>One asset of <c>BalanceEx</c>.</summary>
internal sealed record KrakenBalanceRow
{
    [JsonPropertyName("balance")]
    public required Quantity Balance { get; init; }

    [JsonPropertyName("hold_trade")]
    public Quantity HoldTrade { get; init; }

    [JsonPropertyName("credit")]
    public Quantity Credit { get; init; }

    [JsonPropertyName("credit_used")]
    public Quantity CreditUsed { get; init; }
}

/// <summary>Answer of <c>GetApiKeyInfo</c>, with names as the venue's other answers have them.</summary>
internal sealed record KrakenKeyInfo
{
    [JsonPropertyName("api_key_name")]
    public string Name { get; init; } = "";

    [JsonPropertyName("permissions")]
    public required ImmutableArray<string> Permissions { get; init; }

    /// <summary>Unix seconds, 0 = never.</summary>
    [JsonPropertyName("valid_until")]
    public JsonElement ValidUntil { get; init; }

    /// <summary>A limit on how far back history is told, Unix seconds, 0 = none.</summary>
    [JsonPropertyName("query_from")]
    public JsonElement QueryFrom { get; init; }

    [JsonPropertyName("query_to")]
    public JsonElement QueryTo { get; init; }
}

/// <summary>What <c>GetApiKeyInfo</c> says of the key's end and limits in the other spelling: the venue's own example has camel case.</summary>
internal sealed record KrakenKeyLimits
{
    /// <summary>Unix seconds, 0 = never.</summary>
    [JsonPropertyName("validUntil")]
    public JsonElement ValidUntil { get; init; }

    /// <summary>A limit on how far back history is told, Unix seconds, 0 = none.</summary>
    [JsonPropertyName("queryFrom")]
    public JsonElement QueryFrom { get; init; }

    [JsonPropertyName("queryTo")]
    public JsonElement QueryTo { get; init; }
}

/// <summary>Answer of <c>Earn/Allocations</c>.</summary>
internal sealed record KrakenAllocations
{
    [JsonPropertyName("next_cursor")]
    public string? NextCursor { get; init; }

    [JsonPropertyName("items")]
    public ImmutableArray<KrakenAllocation> Items { get; init; } = [];
}

/// <summary>One allocation of <c>Earn/Allocations</c>.</summary>
internal sealed record KrakenAllocation
{
    [JsonPropertyName("strategy_id")]
    public string StrategyId { get; init; } = "";

    [JsonPropertyName("native_asset")]
    public required string NativeAsset { get; init; }

    [JsonPropertyName("amount_allocated")]
    public required KrakenAllocated Allocated { get; init; }
}

/// <summary>Amounts of an allocation; only the total is read.</summary>
internal sealed record KrakenAllocated
{
    [JsonPropertyName("total")]
    public required KrakenAllocatedTotal Total { get; init; }
}

/// <summary>The total of an allocation.</summary>
internal sealed record KrakenAllocatedTotal
{
    [JsonPropertyName("native")]
    public required Quantity Native { get; init; }
}

/// <summary>Answer of <c>GetWebSocketsToken</c>.</summary>
internal sealed record KrakenToken
{
    [JsonPropertyName("token")]
    public required string Token { get; init; }

    [JsonPropertyName("expires")]
    public int Expires { get; init; }
}
