using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Portfolio.Risk.Derivatives;

namespace PortfolioPlatform.Portfolio.Valuation;

/// <summary>
/// Publishes portfolios: positions and totals that say something new. What says the same again would only make its key busy in the feed, and the next real change wait.
/// One call at a time for each portfolio.
/// </summary>
internal sealed class PortfolioFeed(FeedPublisher publisher, PriceBoard board, ValueTable table, OpenDerivatives open)
{
    private const string Prefix = "position:";

    /// <summary>Whatever is new of a portfolio.</summary>
    public Task PublishAllAsync(PortfolioView view, DateTimeOffset now, CancellationToken cancellationToken) =>
        PublishAsync(view, [.. view.Holdings.Keys], now, cancellationToken);

    /// <summary>Whatever is new of the total and of the positions in the given assets.</summary>
    public async Task PublishAsync(PortfolioView view, IReadOnlyCollection<AssetId> assets, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var gone = await GoneAsync(view, cancellationToken);
        var values = new PortfolioValues(view, board, now);
        var total = TotalOf(view, values);
        var fields = new List<KeyValuePair<string, ReadOnlyMemory<byte>>>(assets.Count + 1);
        foreach (var asset in assets.Where(view.Holdings.ContainsKey))
        {
            var position = values.Position(asset, total, publisher.Next());
            if (view.Told.TryGetValue(asset, out var told) && position.SaysTheSameAs(told)) continue;
            view.Told[asset] = position;
            fields.Add(Field(position));
        }

        var whole = WithDerivatives(values.Total(total, publisher.Next()), view, now);
        if (view.ToldTotal is not { } before || !whole.SaysTheSameAs(before)) fields.Add(Field(view.ToldTotal = whole));
        try
        {
            await publisher.PublishAsync(TopicOf(view), fields, gone, cancellationToken);
        }
        catch
        {
            // Nobody knows what arrived: everything is new again.
            view.ForgetTold();
            throw;
        }
    }

    /// <summary>Puts into the hot store what was told: one that lost everything has it again.</summary>
    public async Task KeepAsync(PortfolioView view, CancellationToken cancellationToken) =>
        await publisher.KeepAsync(TopicOf(view), [.. view.Told.Values.Select(Field), .. new[] { view.ToldTotal }.OfType<TotalValue>().Select(Field)], cancellationToken);

    public Task PublishHistoryAsync(PortfolioView view, CancellationToken cancellationToken)
    {
        var stamp = publisher.Next();
        var value = new HistoryValue("history", stamp.Epoch, stamp.Version, view.History);
        return publisher.PublishAsync(TopicOf(view), [FeedPublisher.Field("history", value, FeedJson.Default.HistoryValue)], [], cancellationToken);
    }

    /// <summary>The table has the total in dollars; another currency is the sum of the converted positions. Null when nobody knows it.</summary>
    public Quantity? TotalOf(PortfolioView view, DateTimeOffset now) => TotalOf(view, new PortfolioValues(view, board, now));

    private Quantity? TotalOf(PortfolioView view, PortfolioValues values) =>
        values.IsUnknown ? null : view.Node.Currency == Positions.PriceQuestion.Dollar ? table.Totals[view.Slot] : values.Value();

    /// <summary>Keys of positions that are no longer held: told by us, or, before we told anything, by whoever kept this portfolio before us.</summary>
    private async Task<IReadOnlyList<string>> GoneAsync(PortfolioView view, CancellationToken cancellationToken)
    {
        if (view.ToldTotal is null)
        {
            var held = view.Holdings.Keys.Select(a => $"{Prefix}{a}").ToHashSet(StringComparer.Ordinal);
            return [.. (await publisher.KeysAsync(TopicOf(view), cancellationToken)).Where(key => key.StartsWith(Prefix, StringComparison.Ordinal) && !held.Contains(key))];
        }

        var gone = view.Told.Keys.Where(a => !view.Holdings.ContainsKey(a)).ToArray();
        foreach (var asset in gone) view.Told.Remove(asset);
        return [.. gone.Select(a => $"{Prefix}{a}")];
    }

    private TotalValue WithDerivatives(TotalValue total, PortfolioView view, DateTimeOffset now)
    {
        var positions = open.Of(view.Node.Id);
        if (positions.Count == 0) return total with { Equity = total.Value };
        Quantity? worth = Quantity.Zero;
        foreach (var position in positions)
            worth += view.Resolver.Resolve(position.Venue, position.Settle, now) is { } settle && board.In(settle, view.Node.Currency) is { } price ? position.Worth * price : null;
        return total with { Derivatives = worth, Equity = total.Value + worth };
    }

    private static KeyValuePair<string, ReadOnlyMemory<byte>> Field(PositionValue position) => FeedPublisher.Field(position.Key, position, FeedJson.Default.PositionValue);

    private static KeyValuePair<string, ReadOnlyMemory<byte>> Field(TotalValue total) => FeedPublisher.Field(total.Key, total, FeedJson.Default.TotalValue);

    private static string TopicOf(PortfolioView view) => LiveTopics.Portfolio(view.Tenant, view.Node.Id);
}
