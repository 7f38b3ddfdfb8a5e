using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Portfolio.Tree;

/// <summary>A portfolio as it is from now on.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Parent">Above it; null at the top.</param>
/// <param name="Currency">What it is valued in.</param>
/// <param name="Zone">IANA zone whose midnight begins its day.</param>
/// <param name="Accounts">Accounts it selects itself; null leaves them.</param>
internal sealed record NodeRequest(string Name, PortfolioId? Parent, AssetId Currency, string Zone, IReadOnlyList<AccountId>? Accounts);

/// <summary>A legal entity as it is from now on.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Jurisdiction">Where it is taxed: ISO 3166 alpha-2.</param>
internal sealed record EntityRequest(string Name, string Jurisdiction);

/// <summary>What is wrong with a request, looked at against the tree there is. Pure.</summary>
internal static class TreeCheck
{
    private const int LongestName = 100;
    private const int MostNodes = 500;

    /// <param name="request">What is asked for.</param>
    /// <param name="tree">The tree there is.</param>
    /// <param name="own">Which portfolio it is; null for a new one.</param>
    /// <param name="isKnown">Whether an asset is one.</param>
    public static Error? Of(NodeRequest request, PortfolioTree tree, PortfolioId? own, Func<AssetId, bool> isKnown)
    {
        if (own is { } there && tree.Find(there) is null) return TreeErrors.NoPortfolio;
        if (own is null && tree.Nodes.Count >= MostNodes) return TreeErrors.TooMany;
        if (!IsName(request.Name)) return TreeErrors.Name;
        if (!isKnown(request.Currency)) return TreeErrors.Currency;
        if (!request.Zone.Contains('/', StringComparison.Ordinal) || !TimeZoneInfo.TryFindSystemTimeZoneById(request.Zone, out _)) return TreeErrors.Zone;
        if (request.Accounts is { } accounts && accounts.Any(a => !tree.Accounts.Any(k => k.Id == a && !k.Removed))) return TreeErrors.NoAccount;
        if (request.Parent is not { } parent) return null;
        if (tree.Find(parent) is null) return TreeErrors.NoPortfolio;
        return own is { } self && IsBelow(tree, parent, self) ? TreeErrors.Circle : null;
    }

    public static Error? Of(EntityRequest request) =>
        !IsName(request.Name) ? TreeErrors.Name : request.Jurisdiction is not [>= 'A' and <= 'Z', >= 'A' and <= 'Z'] ? TreeErrors.Jurisdiction : null;

    private static bool IsName(string name) => name.Trim().Length is > 0 and <= LongestName;

    /// <summary>Whether a node is another, or lies below it.</summary>
    private static bool IsBelow(PortfolioTree tree, PortfolioId node, PortfolioId top)
    {
        var steps = tree.Nodes.Count;
        for (PortfolioId? at = node; at is { } id && steps-- >= 0; at = tree.Find(id)?.Parent)
            if (id == top) return true;
        return false;
    }
}
