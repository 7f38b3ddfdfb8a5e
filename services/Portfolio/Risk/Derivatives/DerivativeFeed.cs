using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Risk.Live;
using PortfolioPlatform.Portfolio.Valuation;

namespace PortfolioPlatform.Portfolio.Risk.Derivatives;

/// <summary>Publishes derivatives of portfolios, and their margin warnings beside the other early warnings.</summary>
internal sealed class DerivativeFeed(IHotStore store, ILiveChannel channel)
{
    private readonly FeedPublisher publisher = new(store, channel);
    private readonly Dictionary<PortfolioId, HashSet<string>> told = [];

    public static string TopicOf(TenantId tenant, PortfolioId portfolio) => $"derivatives:{tenant}:{portfolio}";

    public void Begin(long epoch) => publisher.Begin(epoch);

    public Stamp Next() => publisher.Next();

    /// <summary>Publishes everything a portfolio has; what it had before and has no more is taken away.</summary>
    public async Task PublishAllAsync(TenantId tenant, PortfolioId portfolio, IReadOnlyList<KeyValuePair<string, ReadOnlyMemory<byte>>> fields, CancellationToken cancellationToken)
    {
        var topic = TopicOf(tenant, portfolio);
        if (!told.TryGetValue(portfolio, out var before)) before = [.. (await store.GetAllAsync(topic, cancellationToken)).Keys];
        var now = fields.Select(f => f.Key).ToHashSet(StringComparer.Ordinal);
        told[portfolio] = now;
        await publisher.PublishAsync(topic, fields, [.. before.Where(key => !now.Contains(key))], cancellationToken);
    }

    public Task PublishAsync(TenantId tenant, PortfolioId portfolio, OpenWarning warning, bool stands, CancellationToken cancellationToken)
    {
        var (key, stamp) = ($"warning:{warning.Kind}:{warning.Subject}", Next());
        var value = new WarningValue(key, stamp.Epoch, stamp.Version, warning.Kind, warning.Subject, warning.RaisedAt, warning.Measured, warning.Threshold);
        return publisher.PublishAsync(RiskFeed.TopicOf(tenant, portfolio), stands ? [FeedPublisher.Field(key, value, RiskJson.Default.WarningValue)] : [], stands ? [] : [key], cancellationToken);
    }
}
