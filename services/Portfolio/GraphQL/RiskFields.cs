using System.Security.Claims;
using System.Text.Json;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Portfolio.Risk.Live;

namespace PortfolioPlatform.Portfolio.GraphQL;

/// <summary>What the risk engine says of a portfolio.</summary>
[ExtendObjectType(typeof(PortfolioItem))]
internal static class RiskFields
{
    /// <summary>Its risk as last computed: each minute, and when something changes that matters; null before the first time.</summary>
    public static async Task<RiskItem?> GetRiskAsync([Parent] PortfolioItem portfolio, ClaimsPrincipal user, LiveRiskLoader live, CancellationToken cancellationToken) =>
        (await live.LoadAsync((user.Tenant(), portfolio.Id), cancellationToken))?.Report is { } report ? RiskItem.Of(portfolio.Id, report) : null;

    /// <summary>On how few things it hangs, within a second of a change; null before the first time.</summary>
    public static async Task<ConcentrationItem?> GetConcentrationAsync([Parent] PortfolioItem portfolio, ClaimsPrincipal user, LiveRiskLoader live, CancellationToken cancellationToken) =>
        (await live.LoadAsync((user.Tenant(), portfolio.Id), cancellationToken))?.Exposures is { } exposures ? ConcentrationItem.Of(portfolio.Id, exposures) : null;

    /// <summary>Correlation of what it holds; null before the first time.</summary>
    public static async Task<CorrelationItem?> GetCorrelationAsync([Parent] PortfolioItem portfolio, ClaimsPrincipal user, LiveRiskLoader live, CancellationToken cancellationToken) =>
        (await live.LoadAsync((user.Tenant(), portfolio.Id), cancellationToken))?.Correlation is { } correlation ? CorrelationItem.Of(portfolio.Id, correlation) : null;

    /// <summary>Its early warnings, the newest first.</summary>
    /// <param name="portfolio">The portfolio.</param>
    /// <param name="paging">The page.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="reads">Reads the history.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <param name="openOnly">Only those that stand.</param>
    [UsePaging]
    public static async Task<Connection<RiskWarningItem>> GetRiskWarningsAsync(
        [Parent] PortfolioItem portfolio, PagingArguments paging, ClaimsPrincipal user, RequestReads reads, CancellationToken cancellationToken, bool openOnly = true) =>
        await RiskPages.WarningsAsync(reads, user.Tenant(), portfolio.Id, openOnly, paging, cancellationToken);

    /// <summary>What was said of its risk, the newest first: each minute of the last week, one an hour before.</summary>
    /// <param name="portfolio">The portfolio.</param>
    /// <param name="paging">The page.</param>
    /// <param name="from">From when, included.</param>
    /// <param name="to">Until when, not included.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="reads">Reads the history.</param>
    /// <param name="cancellationToken">Stops.</param>
    [UsePaging]
    public static async Task<Connection<RiskPointItem>> GetRiskHistoryAsync(
        [Parent] PortfolioItem portfolio, PagingArguments paging, DateTimeOffset? from, DateTimeOffset? to, ClaimsPrincipal user, RequestReads reads, CancellationToken cancellationToken) =>
        await RiskPages.HistoryAsync(reads, user.Tenant(), portfolio.Id, from, to, paging, cancellationToken);

    /// <summary>What the simulation and the scenarios of each night said, the newest first. A night is the portfolio's own: it ends the day of its zone.</summary>
    /// <param name="portfolio">The portfolio.</param>
    /// <param name="paging">The page.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="reads">Reads the history.</param>
    /// <param name="cancellationToken">Stops.</param>
    [UsePaging]
    public static async Task<Connection<RiskNightItem>> GetRiskNightsAsync([Parent] PortfolioItem portfolio, PagingArguments paging, ClaimsPrincipal user, RequestReads reads, CancellationToken cancellationToken) =>
        await RiskPages.NightsAsync(reads, user.Tenant(), portfolio.Id, paging, cancellationToken);
}

/// <summary>What the engine last published of a portfolio.</summary>
internal sealed record LiveRisk(ReportValue? Report, ExposuresValue? Exposures, CorrelationValue? Correlation)
{
    public static LiveRisk Of(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> values) => new(
        Read(values, "report", RiskJson.Default.ReportValue), Read(values, "exposures", RiskJson.Default.ExposuresValue), Read(values, "correlation", RiskJson.Default.CorrelationValue));

    private static T? Read<T>(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> values, string key, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
        where T : class => values.TryGetValue(key, out var json) ? JsonSerializer.Deserialize(json.Span, type) : null;
}

/// <summary>Published risk, one look for all fields of a request.</summary>
internal sealed class LiveRiskLoader(PortfolioPlatform.GraphQL.DataLoading.IBatchScheduler scheduler, IHotStore store)
    : PortfolioPlatform.GraphQL.DataLoading.BatchDataLoader<(TenantId Tenant, Guid Portfolio), LiveRisk>(scheduler)
{
    protected override async Task<IReadOnlyDictionary<(TenantId Tenant, Guid Portfolio), LiveRisk>> LoadBatchAsync(IReadOnlyList<(TenantId Tenant, Guid Portfolio)> keys, CancellationToken cancellationToken)
    {
        var read = await Task.WhenAll(keys.Select(async k => (k, LiveRisk.Of(await store.GetAllAsync(RiskFeed.TopicOf(k.Tenant, new(k.Portfolio)), cancellationToken)))));
        return read.ToDictionary(r => r.k, r => r.Item2);
    }
}
