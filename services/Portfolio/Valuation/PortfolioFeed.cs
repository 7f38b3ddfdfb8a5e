using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Portfolio.Registry;
using PortfolioPlatform.Portfolio.Risk.Derivatives;

namespace PortfolioPlatform.Portfolio.Valuation;

/// <summary>Publishes portfolios: changed positions and totals.</summary>
internal sealed class PortfolioFeed(FeedPublisher publisher, PriceBoard board, ValueTable table, OpenDerivatives open)
{
    /// <summary>Everything there is of a portfolio.</summary>
    public Task PublishAllAsync(PortfolioView view, AssetResolver resolver, DateTimeOffset now, CancellationToken cancellationToken) =>
        PublishAsync(view, [.. view.Holdings.Keys], resolver, now, cancellationToken);

    /// <summary>The total and the positions in the given assets.</summary>
    public async Task PublishAsync(PortfolioView view, IReadOnlyCollection<AssetId> assets, AssetResolver resolver, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var values = new PortfolioValues(view, board, resolver, now);
        var total = TotalOf(view, values);
        var fields = new List<KeyValuePair<string, ReadOnlyMemory<byte>>>(assets.Count + 1);
        foreach (var asset in assets)
        {
            if (!view.Holdings.ContainsKey(asset)) continue;
            var position = values.Position(asset, total, publisher.Next());
            fields.Add(FeedPublisher.Field(position.Key, position, FeedJson.Default.PositionValue));
            view.Published.Add(asset);
        }

        fields.Add(FeedPublisher.Field("total", WithDerivatives(values.Total(total, publisher.Next()), view, resolver, now), FeedJson.Default.TotalValue));
        var gone = view.Published.Where(a => !view.Holdings.ContainsKey(a)).ToArray();
        view.Published.ExceptWith(gone);
        await publisher.PublishAsync(TopicOf(view), fields, [.. gone.Select(a => $"position:{a}")], cancellationToken);
    }

    public Task PublishHistoryAsync(PortfolioView view, CancellationToken cancellationToken)
    {
        var stamp = publisher.Next();
        var value = new HistoryValue("history", stamp.Epoch, stamp.Version, view.History);
        return publisher.PublishAsync(TopicOf(view), [FeedPublisher.Field("history", value, FeedJson.Default.HistoryValue)], [], cancellationToken);
    }

    /// <summary>The table has the total in dollars; another currency is the sum of the converted positions. Null when nobody knows it.</summary>
    public Quantity? TotalOf(PortfolioView view, PortfolioValues values) =>
        values.IsUnknown ? null : view.Node.Currency == Positions.PriceQuestion.Dollar ? table.Totals[view.Slot] : values.Value();

    private TotalValue WithDerivatives(TotalValue total, PortfolioView view, AssetResolver resolver, DateTimeOffset now)
    {
        var positions = open.Of(view.Node.Id);
        if (positions.Count == 0) return total with { Equity = total.Value };
        Quantity? worth = Quantity.Zero;
        foreach (var position in positions)
            worth += resolver.Resolve(position.Venue, position.Settle, now) is { } settle && board.In(settle, view.Node.Currency) is { } price ? position.Worth * price : null;
        return total with { Derivatives = worth, Equity = total.Value + worth };
    }

    private static string TopicOf(PortfolioView view) => LiveTopics.Portfolio(view.Tenant, view.Node.Id);
}
