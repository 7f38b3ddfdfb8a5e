using PortfolioPlatform.Kernel;
using PortfolioPlatform.Portfolio.Registry;
using PortfolioPlatform.Portfolio.Tree;

namespace PortfolioPlatform.Portfolio.Valuation;

/// <summary>Publishes the portfolio tree.</summary>
internal sealed class TreeFeed(FeedPublisher publisher)
{
    private readonly Dictionary<TenantId, string> published = [];

    public static string TopicOf(TenantId tenant) => $"portfolios:{tenant}";

    public async Task PublishAsync(TenantPositions positions, PortfolioTree tree, AssetResolver resolver, CancellationToken cancellationToken)
    {
        var text = string.Join('\n', tree.Nodes.Select(n => $"{n.Id} {n.Parent} {n.Name} {n.Currency} {n.Zone} {string.Join(',', tree.AccountsOf(n.Id))}"));
        if (published.GetValueOrDefault(positions.Book.Tenant) == text) return;
        var fields = tree.Nodes.Select(node =>
        {
            var stamp = publisher.Next();
            var currency = resolver.Describe(node.Currency).Symbol.ToUpperInvariant();
            var value = new PortfolioValue(node.Id.ToString(), stamp.Epoch, stamp.Version, node.Id, node.Name, node.Parent, currency, node.Zone, tree.AccountsOf(node.Id));
            return FeedPublisher.Field(value.Key, value, FeedJson.Default.PortfolioValue);
        }).ToArray();
        var there = tree.Nodes.Select(n => n.Id.ToString()).ToHashSet(StringComparer.Ordinal);
        var gone = (await publisher.KeysAsync(TopicOf(positions.Book.Tenant), cancellationToken)).Where(key => !there.Contains(key)).ToArray();
        await publisher.PublishAsync(TopicOf(positions.Book.Tenant), fields, gone, cancellationToken);
        published[positions.Book.Tenant] = text;
    }
}
