using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Positions;

namespace PortfolioPlatform.Portfolio.Valuation;

/// <summary>Finds what the holdings of a view were worth when its day began.</summary>
internal sealed class DayPrices(IDatabase database)
{
    public async Task CompleteAsync(PortfolioView view, CancellationToken cancellationToken)
    {
        var assets = view.Holdings.Keys.Append(view.Node.Currency).Where(a => a != PriceQuestion.Dollar && !a.IsUnknown && !view.Day.Usd.ContainsKey(a)).Distinct().ToArray();
        if (assets.Length == 0) return;
        await using var transaction = await database.BeginAsync(view.Tenant, cancellationToken);
        var found = await ReferencePrices.ReadAsync(transaction, [.. assets.Select(a => new PriceQuestion(a, view.Day.At))], cancellationToken);
        if (found.Count == 0) return;
        var prices = new Dictionary<AssetId, Quantity>(view.Day.Usd);
        foreach (var (question, fact) in found) prices[question.Asset] = fact.Usd;
        view.Day = view.Day with { Usd = prices };
    }
}
