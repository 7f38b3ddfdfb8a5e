using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Portfolio.Tree;

namespace PortfolioPlatform.Portfolio.GraphQL;

/// <summary>A node of the portfolio tree. It counts the accounts of its whole subtree, each once.</summary>
/// <param name="Id">Stable for ever.</param>
/// <param name="Name">Its name.</param>
/// <param name="Currency">What it is valued in: an asset's id.</param>
/// <param name="TimeZone">IANA zone whose midnight begins its day.</param>
/// <param name="AccountIds">The accounts it counts, hidden ones left out.</param>
/// <param name="ParentId">Not shown.</param>
[GraphQLName("Portfolio")]
internal sealed record PortfolioItem([property: ID] Guid Id, string Name, [property: ID] string Currency, string TimeZone, [property: ID] IReadOnlyList<Guid> AccountIds, [property: GraphQLIgnore] Guid? ParentId)
{
    public static PortfolioItem Of(PortfolioTree tree, PortfolioNode node) =>
        new(node.Id.Value, node.Name, node.Currency.Value, node.Zone, [.. tree.AccountsOf(node.Id).Select(a => a.Value)], node.Parent?.Value);
}
