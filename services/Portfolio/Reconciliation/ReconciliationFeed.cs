using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Valuation;

namespace PortfolioPlatform.Portfolio.Reconciliation;

/// <summary>Publishes open differences between ledger and venue.</summary>
internal sealed class ReconciliationFeed(IDatabase database, FeedPublisher publisher)
{
    private readonly Dictionary<TenantId, Dictionary<string, Difference>> published = [];

    public static string TopicOf(TenantId tenant) => $"reconciliation:{tenant}";

    public async Task PublishAsync(TenantPositions positions, CancellationToken cancellationToken)
    {
        var tenant = positions.Book.Tenant;
        IReadOnlyList<Difference> open;
        await using (var transaction = await database.BeginAsync(tenant, cancellationToken)) open = await ReconciliationSql.OpenAsync(transaction, cancellationToken);
        var now = open.ToDictionary(d => $"{d.Account}:{d.Asset}");
        var before = published.GetValueOrDefault(tenant, []);
        var changed = now.Where(d => !before.TryGetValue(d.Key, out var known) || known != d.Value).Select(d => Field(d.Key, d.Value, positions)).ToArray();
        await publisher.PublishAsync(TopicOf(tenant), changed, [.. before.Keys.Except(now.Keys)], cancellationToken);
        published[tenant] = now;
    }

    private KeyValuePair<string, ReadOnlyMemory<byte>> Field(string key, Difference d, TenantPositions positions)
    {
        var stamp = publisher.Next();
        var symbol = positions.Book.Resolver.Describe(d.Asset).Symbol;
        var venue = positions.Book.Tree.Accounts.FirstOrDefault(a => a.Id == d.Account)?.Venue ?? "";
        var value = new ReconciliationValue(key, stamp.Epoch, stamp.Version, d.Account, venue, d.Asset, symbol, d.Ledger, d.Venue, d.Venue - d.Ledger, d.FirstBad?.ToString(), d.At, d.State, d.Detail);
        return FeedPublisher.Field(key, value, FeedJson.Default.ReconciliationValue);
    }
}
