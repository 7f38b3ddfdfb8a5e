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

/// <summary>Values of portfolios now: one look for all fields of a request.</summary>
internal sealed class LivePortfolioLoader(IBatchScheduler scheduler, LiveReader live, ParsedValues<(TenantId Tenant, Guid Portfolio), LivePortfolio> parsed) : BatchDataLoader<(TenantId Tenant, Guid Portfolio), LivePortfolio>(scheduler)
{
    protected override async Task<IReadOnlyDictionary<(TenantId Tenant, Guid Portfolio), LivePortfolio>> LoadBatchAsync(
        IReadOnlyList<(TenantId Tenant, Guid Portfolio)> keys, CancellationToken cancellationToken)
    {
        var read = await Task.WhenAll(keys.Select(async k => (k, parsed.Of(k, await live.NowAsync(LiveSources.Portfolio(k.Tenant, k.Portfolio), cancellationToken)))));
        return read.ToDictionary(r => r.k, r => r.Item2);
    }
}
