using System.Security.Claims;
using Npgsql;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Platform.SignIn;
using PortfolioPlatform.Portfolio.Tree;

namespace PortfolioPlatform.Portfolio.GraphQL;

/// <summary>Who asks.</summary>
/// <param name="Name">The name changes are recorded under.</param>
/// <param name="Roles">What the viewer may do besides reading.</param>
[GraphQLName("Viewer")]
internal sealed record ViewerItem(string Name, IReadOnlyList<string> Roles);

/// <summary>A customer of the platform; nothing is shared between two.</summary>
/// <param name="Id">Stable for ever.</param>
/// <param name="Name">The customer's name.</param>
[GraphQLName("Tenant")]
internal sealed record TenantItem([property: ID] Guid Id, string Name);

/// <summary>A legal person that owns accounts.</summary>
/// <param name="Id">Stable for ever.</param>
/// <param name="Name">Its name.</param>
/// <param name="Jurisdiction">Where it is taxed: ISO 3166 alpha-2.</param>
[GraphQLName("LegalEntity")]
internal sealed record LegalEntityItem([property: ID] Guid Id, string Name, string Jurisdiction);

/// <summary>Adds whose data it is to the viewer.</summary>
[ExtendObjectType(typeof(ViewerItem))]
internal static class ViewerFields
{
    /// <summary>Whose data the viewer sees.</summary>
    public static async Task<TenantItem?> GetTenantAsync(ClaimsPrincipal user, RequestReads reads, CancellationToken cancellationToken)
    {
        var statement = new NpgsqlBatchCommand("select name from platform.tenants where tenant_id = $1") { Parameters = { new() { Value = user.Tenant().Value } } };
        return (await reads.ReadAsync(user.Tenant(), statement, r => new TenantItem(user.Tenant().Value, r.GetString(0)), cancellationToken)).FirstOrDefault();
    }
}

/// <summary>Adds what belongs to a tenant.</summary>
[ExtendObjectType(typeof(TenantItem))]
internal static class TenantFields
{
    /// <summary>The legal persons its accounts belong to: those of accounts the viewer may see.</summary>
    public static async Task<IReadOnlyList<LegalEntityItem>> GetLegalEntitiesAsync(ClaimsPrincipal user, RequestReads reads, TreeLoader trees, CancellationToken cancellationToken)
    {
        var seen = user.Can(Permission.Read) ? null : Seen((await trees.LoadAsync(user.Tenant(), cancellationToken))!, user.ScopeOf(Permission.Read));
        var statement = new NpgsqlBatchCommand("select legal_entity_id, name, jurisdiction from portfolio.legal_entity order by name, legal_entity_id");
        var all = await reads.ReadAsync(user.Tenant(), statement, r => new LegalEntityItem(r.GetGuid(0), r.GetString(1), r.GetString(2)), cancellationToken);
        return [.. all.Where(e => seen?.Contains(e.Id) ?? true)];
    }

    private static HashSet<Guid> Seen(PortfolioTree tree, NodeScope scope)
    {
        var accounts = tree.Nodes.Where(n => tree.Allows(scope, n.Id)).SelectMany(n => tree.AccountsOf(n.Id)).ToHashSet();
        return [.. tree.Accounts.Where(a => accounts.Contains(a.Id)).Select(a => a.LegalEntity.Value)];
    }
}
