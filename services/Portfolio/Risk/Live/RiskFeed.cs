using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Valuation;

namespace PortfolioPlatform.Portfolio.Risk.Live;

/// <summary>Publishes risk figures and open warnings of portfolios.</summary>
internal sealed class RiskFeed(IHotStore store, ILiveChannel channel)
{
    private readonly FeedPublisher publisher = new(store, channel);

    public static string TopicOf(TenantId tenant, PortfolioId portfolio) => $"risk:{tenant}:{portfolio}";

    public void Begin(long epoch) => publisher.Begin(epoch);

    public Stamp Next() => publisher.Next();

    public Task PublishAsync(BookSnapshot book, ExposuresValue exposures, CancellationToken cancellationToken) =>
        publisher.PublishAsync(TopicOf(book.Tenant, book.Portfolio), [FeedPublisher.Field(exposures.Key, exposures, RiskJson.Default.ExposuresValue)], [], cancellationToken);

    public Task PublishAsync(BookSnapshot book, ReportValue report, CorrelationValue correlation, CancellationToken cancellationToken) =>
        publisher.PublishAsync(
            TopicOf(book.Tenant, book.Portfolio),
            [FeedPublisher.Field(report.Key, report, RiskJson.Default.ReportValue), FeedPublisher.Field(correlation.Key, correlation, RiskJson.Default.CorrelationValue)], [], cancellationToken);

    public Task PublishAsync(BookSnapshot book, NightValue night, CancellationToken cancellationToken) =>
        publisher.PublishAsync(TopicOf(book.Tenant, book.Portfolio), [FeedPublisher.Field(night.Key, night, RiskJson.Default.NightValue)], [], cancellationToken);

    public Task PublishAsync(BookSnapshot book, IReadOnlyCollection<OpenWarning> standing, IReadOnlyCollection<OpenWarning> cleared, CancellationToken cancellationToken) =>
        publisher.PublishAsync(TopicOf(book.Tenant, book.Portfolio), [.. standing.Select(Field)], [.. cleared.Select(Key)], cancellationToken);

    /// <summary>Takes away all there is of a portfolio that is gone.</summary>
    public async Task RemoveAsync(TenantId tenant, PortfolioId portfolio, CancellationToken cancellationToken)
    {
        var topic = TopicOf(tenant, portfolio);
        await publisher.PublishAsync(topic, [], [.. (await store.GetAllAsync(topic, cancellationToken)).Keys], cancellationToken);
    }

    private KeyValuePair<string, ReadOnlyMemory<byte>> Field(OpenWarning warning)
    {
        var stamp = Next();
        var value = new WarningValue(Key(warning), stamp.Epoch, stamp.Version, warning.Kind, warning.Subject, warning.RaisedAt, warning.Measured, warning.Threshold);
        return FeedPublisher.Field(value.Key, value, RiskJson.Default.WarningValue);
    }

    private static string Key(OpenWarning warning) => $"warning:{warning.Kind}:{warning.Subject}";
}
