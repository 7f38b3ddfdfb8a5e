using System.Collections.Immutable;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform.SignIn;

namespace PortfolioPlatform.Portfolio.Tree;

/// <summary>A node of the tree.</summary>
/// <param name="Id">Which.</param>
/// <param name="Parent">Above it, or null at the top.</param>
/// <param name="Name">Its name.</param>
/// <param name="Currency">What it is valued in.</param>
/// <param name="Zone">IANA zone whose midnight begins its day.</param>
/// <param name="Selected">Accounts it selects itself.</param>
internal sealed record PortfolioNode(PortfolioId Id, PortfolioId? Parent, string Name, AssetId Currency, string Zone, ImmutableArray<AccountId> Selected);

/// <summary>An account as Portfolio knows it.</summary>
internal sealed record AccountNode(AccountId Id, LegalEntityId LegalEntity, string Venue, string Name, bool Removed);

/// <summary>The portfolios of a tenant. A node's accounts are the union of what it and the nodes below it select.</summary>
internal sealed class PortfolioTree(IReadOnlyList<PortfolioNode> nodes, IReadOnlyList<AccountNode> accounts)
{
    private readonly Dictionary<PortfolioId, ImmutableArray<AccountId>> union = nodes.ToDictionary(n => n.Id, n => Union(n, nodes, accounts));

    public static PortfolioTree Empty { get; } = new([], []);

    public IReadOnlyList<PortfolioNode> Nodes => nodes;

    public IReadOnlyList<AccountNode> Accounts => accounts;

    public PortfolioNode? Find(PortfolioId id) => nodes.FirstOrDefault(n => n.Id == id);

    /// <summary>Whether a node is there and lies in the scope: it is one of the scope's, or below one.</summary>
    public bool Allows(NodeScope scope, PortfolioId id)
    {
        var steps = nodes.Count;
        for (var node = Find(id); node is not null && steps-- > 0; node = node.Parent is { } parent ? Find(parent) : null)
            if (scope.IsAll || scope.Nodes.Contains(node.Id.Value)) return true;
        return false;
    }

    /// <summary>All accounts below a node, each once, hidden ones left out.</summary>
    public ImmutableArray<AccountId> AccountsOf(PortfolioId id) => union.GetValueOrDefault(id, []);

    /// <summary>Currencies somebody wants to see.</summary>
    public IEnumerable<AssetId> Currencies => nodes.Select(n => n.Currency).Distinct();

    private static ImmutableArray<AccountId> Union(PortfolioNode top, IReadOnlyList<PortfolioNode> nodes, IReadOnlyList<AccountNode> accounts)
    {
        var seen = new HashSet<PortfolioId> { top.Id };
        var open = new Queue<PortfolioNode>([top]);
        var found = new SortedSet<AccountId>(Comparer<AccountId>.Create((a, b) => a.Value.CompareTo(b.Value)));
        while (open.TryDequeue(out var node))
        {
            found.UnionWith(node.Selected);
            foreach (var child in nodes.Where(n => n.Parent == node.Id && seen.Add(n.Id))) open.Enqueue(child);
        }

        return [.. found.Where(a => !accounts.Any(k => k.Id == a && k.Removed))];
    }
}
