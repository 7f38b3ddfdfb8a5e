using PortfolioPlatform.Kernel;
using PortfolioPlatform.Portfolio.Queries;
using PortfolioPlatform.Portfolio.Tree;

namespace PortfolioPlatform.Portfolio.GraphQL;

/// <summary>Adds positions up by what they are asked by.</summary>
internal static class ProfitTable
{
    public static PastPositionItem Item(PastPosition p) => new(
        Guid.Parse(p.Account), p.Asset, Quantity.Parse(p.Quantity), Quantity.Parse(p.Cost), Quantity.Parse(p.UnknownBasis), Quantity.Parse(p.Realised), Quantity.Parse(p.Income), Quantity.Parse(p.Fees), p.Short);

    public static IReadOnlyList<ProfitItem> Of(IEnumerable<PastPositionItem> positions, ProfitBy by, PortfolioTree tree)
    {
        var venues = tree.Accounts.ToDictionary(a => a.Id.Value, a => a.Venue);
        return [.. positions.GroupBy(p => Key(p, by, venues), StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(Sum)];
    }

    private static string Key(PastPositionItem position, ProfitBy by, Dictionary<Guid, string> venues) => by switch
    {
        ProfitBy.Asset => position.AssetId,
        ProfitBy.Account => position.AccountId.ToString(),
        _ => venues.GetValueOrDefault(position.AccountId, ""),
    };

    private static ProfitItem Sum(IGrouping<string, PastPositionItem> group) => group.Aggregate(
        new ProfitItem(group.Key, Quantity.Zero, Quantity.Zero, Quantity.Zero, Quantity.Zero),
        (sum, p) => sum with { Cost = sum.Cost + p.Cost, Realised = sum.Realised + p.Realised, Income = sum.Income + p.Income, Fees = sum.Fees + p.Fees });
}
