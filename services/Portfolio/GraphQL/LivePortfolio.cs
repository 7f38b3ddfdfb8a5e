using System.Collections.Concurrent;
using System.Text.Json;
using PortfolioPlatform.GraphQL.DataLoading;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Portfolio.Valuation;

namespace PortfolioPlatform.Portfolio.GraphQL;

/// <summary>A portfolio's values now, as they are published.</summary>
internal sealed record LivePortfolio(ValuationItem? Valuation, IReadOnlyList<HoldingItem> Holdings)
{
    public static LivePortfolio Of(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> values)
    {
        var total = values.TryGetValue("total", out var json) ? JsonSerializer.Deserialize(json.Span, FeedJson.Default.TotalValue) : null;
        var positions = values.Where(v => v.Key.StartsWith("position:", StringComparison.Ordinal)).Select(v => JsonSerializer.Deserialize(v.Value.Span, FeedJson.Default.PositionValue)!);
        return new LivePortfolio(total is null ? null : ValuationItem.Of(total), [.. positions.Select(HoldingItem.Of).OrderByDescending(h => h.Value ?? Quantity.Zero).ThenBy(h => h.AssetId, StringComparer.Ordinal)]);
    }
}

/// <summary>Portfolios as they were parsed last: values change with the ticks, requests come between them.</summary>
internal sealed class ParsedPortfolios
{
    private const int Most = 2000;

    private readonly ConcurrentDictionary<(TenantId Tenant, Guid Portfolio), (IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Values, LivePortfolio Parsed)> kept = [];

    public LivePortfolio Of((TenantId Tenant, Guid Portfolio) key, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> values)
    {
        if (kept.TryGetValue(key, out var known) && IsSame(known.Values, values)) return known.Parsed;
        var parsed = LivePortfolio.Of(values);
        if (kept.Count >= Most) kept.Clear();
        kept[key] = (values, parsed);
        return parsed;
    }

    private static bool IsSame(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> known, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> values) =>
        known.Count == values.Count && values.All(v => known.TryGetValue(v.Key, out var old) && (old.Equals(v.Value) || old.Span.SequenceEqual(v.Value.Span)));
}

/// <summary>Values of portfolios now: one look for all fields of a request.</summary>
internal sealed class LivePortfolioLoader(IBatchScheduler scheduler, LiveReader live, ParsedPortfolios parsed) : BatchDataLoader<(TenantId Tenant, Guid Portfolio), LivePortfolio>(scheduler)
{
    protected override async Task<IReadOnlyDictionary<(TenantId Tenant, Guid Portfolio), LivePortfolio>> LoadBatchAsync(
        IReadOnlyList<(TenantId Tenant, Guid Portfolio)> keys, CancellationToken cancellationToken)
    {
        var read = await Task.WhenAll(keys.Select(async k => (k, parsed.Of(k, await live.NowAsync(LiveSources.Portfolio(k.Tenant, k.Portfolio), cancellationToken)))));
        return read.ToDictionary(r => r.k, r => r.Item2);
    }
}
