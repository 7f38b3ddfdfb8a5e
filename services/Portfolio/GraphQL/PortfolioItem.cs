using PortfolioPlatform.GraphQL;
using PortfolioPlatform.GraphQL.Execution;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Portfolio.Tree;

namespace PortfolioPlatform.Portfolio.GraphQL;

/// <summary>A node of the portfolio tree. It counts the accounts of its whole subtree, each once.</summary>
/// <param name="Id">Stable for ever.</param>
/// <param name="Name">Its name.</param>
/// <param name="Currency">What it is valued in: an asset's id.</param>
/// <param name="TimeZone">IANA zone whose midnight begins its day.</param>
/// <param name="AccountIds">The accounts it counts, hidden ones left out.</param>
/// <param name="ParentId">Not shown.</param>
/// <param name="SelectedIds">Of the accounts, those it selects itself; the others are of portfolios below it.</param>
[GraphQLName("Portfolio")]
internal sealed record PortfolioItem([property: ID] Guid Id, string Name, [property: ID] string Currency, string TimeZone, [property: ID] IReadOnlyList<Guid> AccountIds, [property: GraphQLIgnore] Guid? ParentId, [property: ID] IReadOnlyList<Guid> SelectedIds)
{
    public static PortfolioItem Of(PortfolioTree tree, PortfolioNode node) =>
        new(node.Id.Value, node.Name, node.Currency.Value, node.Zone, [.. tree.AccountsOf(node.Id).Select(a => a.Value)], node.Parent?.Value, [.. node.Selected.Where(tree.AccountsOf(node.Id).Contains).Select(a => a.Value)]);

    /// <summary>A page of some of a tree's nodes, in the tree's order. The cursor names a node of the tree: one that was moved elsewhere still says where the page begins.</summary>
    /// <exception cref="GraphQLFieldException">There is no such node.</exception>
    public static Connection<PortfolioItem> Page(PortfolioTree tree, IEnumerable<PortfolioNode> nodes, PagingArguments paging)
    {
        var rows = nodes;
        if (OrderedPage.After(paging) is { } after)
        {
            var behind = tree.Nodes.SkipWhile(n => n.Id.ToString() != after).Select(n => n.Id).ToHashSet();
            if (behind.Count == 0) throw new GraphQLFieldException("This is no cursor of this server.", ErrorCodes.BadVariables);
            rows = nodes.Where(n => behind.Contains(n.Id) && n.Id.ToString() != after);
        }

        return KeysetPage.Of([.. rows.Take(paging.First!.Value + 1).Select(n => Of(tree, n))], paging, p => OrderedPage.Cursor(new PortfolioId(p.Id).ToString()));
    }
}
