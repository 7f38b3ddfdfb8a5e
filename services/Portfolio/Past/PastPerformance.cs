using PortfolioPlatform.Kernel;
using PortfolioPlatform.Portfolio.Positions;
using PortfolioPlatform.Portfolio.Tree;

namespace PortfolioPlatform.Portfolio.Past;

/// <summary>Reads what a portfolio was worth day by day, with its flows, as known at an instant.</summary>
internal sealed class PastPerformance(KnowledgeSql knowledge)
{
    /// <summary>Days at most.</summary>
    public const int MostDays = 800;

    public async Task<PastSeries?> ReadAsync(TenantId tenant, PortfolioId portfolio, DateTimeOffset from, DateTimeOffset to, DateTimeOffset knownAt, CancellationToken cancellationToken)
    {
        await using var transaction = await knowledge.BeginAsync(tenant, knownAt, cancellationToken);
        var known = await knowledge.ReadAsync(transaction, knownAt, cancellationToken);
        if (known.Tree.Find(portfolio) is not { } node) return null;
        var accounts = known.Tree.AccountsOf(portfolio).ToHashSet();
        var begin = await PastBook.ReadAsync(transaction, known, node.Currency, from, cancellationToken);
        var held = begin.Pools.Where(p => accounts.Contains(p.Key.Account)).GroupBy(p => p.Key.Asset).ToDictionary(g => g.Key, g => g.Aggregate(Quantity.Zero, (sum, p) => sum + p.Value.Balance));
        var days = Points(node, from, to);
        var moves = await PastMoves.ReadAsync(transaction, known, node.Zone, accounts, days, cancellationToken);
        DateTimeOffset[] points = [.. days.Concat(moves.Points).Distinct().Order()];
        var assets = held.Keys.Concat(moves.Moves.Select(m => m.Asset)).Concat(moves.Flows.SelectMany(e => e.Assets)).Append(node.Currency).Distinct().ToArray();
        var prices = await PastCloses.ReadAsync(transaction, assets, points, knownAt, cancellationToken);
        double? Usd(AssetId asset, DateTimeOffset at) => asset == PriceQuestion.Dollar ? 1 : prices.TryGetValue((asset, at), out var usd) ? usd : null;
        var series = PastSeries.Of(held, moves, points, (asset, at) => asset == node.Currency ? 1 : Usd(node.Currency, at) is > 0 and { } unit ? Usd(asset, at) / unit : null, node.Currency);
        return series with { Currency = node.Currency, DayEnds = [.. days.Where(d => Valuation.DayStart.Of(node.Zone, d) == d).Select(d => Array.IndexOf(points, d))] };
    }

    /// <summary>What an asset was worth at instants, in a currency; null where nobody knew.</summary>
    public async Task<IReadOnlyList<double?>> ClosesAsync(TenantId tenant, AssetId asset, AssetId currency, IReadOnlyCollection<DateTimeOffset> times, DateTimeOffset knownAt, CancellationToken cancellationToken)
    {
        await using var transaction = await knowledge.BeginAsync(tenant, knownAt, cancellationToken);
        var prices = await PastCloses.ReadAsync(transaction, [asset, currency], times, knownAt, cancellationToken);
        double? Usd(AssetId of, DateTimeOffset at) => of == PriceQuestion.Dollar ? 1 : prices.TryGetValue((of, at), out var usd) ? usd : null;
        return [.. times.Select(at => Usd(currency, at) is > 0 and { } unit ? Usd(asset, at) / unit : null)];
    }

    /// <summary>Both ends, and every midnight of the portfolio's zone between them.</summary>
    internal static List<DateTimeOffset> Points(PortfolioNode node, DateTimeOffset from, DateTimeOffset to)
    {
        var points = new List<DateTimeOffset> { from };
        for (var day = Valuation.DayStart.Of(node.Zone, Valuation.DayStart.Of(node.Zone, from).AddHours(36)); day < to; day = Valuation.DayStart.Of(node.Zone, day.AddHours(36)))
            if (day > points[^1]) points.Add(day.ToUniversalTime());
        points.Add(to);
        return points;
    }
}
