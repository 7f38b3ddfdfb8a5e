using System.Security.Claims;
using Npgsql;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Platform.SignIn;
using PortfolioPlatform.Portfolio.Tree;

namespace PortfolioPlatform.Portfolio.GraphQL;

/// <summary>Who asks.</summary>
/// <param name="Name">The name changes are recorded under.</param>
/// <param name="MemberId">The member of the tenant; null where an API client asks, or this machine itself.</param>
/// <param name="Roles">What the viewer may do besides reading.</param>
[GraphQLName("Viewer")]
internal sealed record ViewerItem(string Name, [property: ID] Guid? MemberId, IReadOnlyList<string> Roles);

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
    /// <param name="paging">The page.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="reads">Reads them.</param>
    /// <param name="trees">Reads the tree.</param>
    /// <param name="cancellationToken">Stops.</param>
    [UsePaging]
    public static async Task<Connection<LegalEntityItem>> GetLegalEntitiesAsync(PagingArguments paging, ClaimsPrincipal user, RequestReads reads, TreeLoader trees, CancellationToken cancellationToken)
    {
        var seen = user.Can(Permission.Read) ? null : Seen((await trees.LoadAsync(user.Tenant(), cancellationToken))!, user.ScopeOf(Permission.Read));
        var after = KeysetPage.After(paging, 2, w => (Guid.Parse(w[0]), w[1]));
        var rows = await reads.ReadAsync(user.Tenant(), Page(user.Tenant(), seen, after, paging.First!.Value + 1), r => new LegalEntityItem(r.GetGuid(0), r.GetString(1), r.GetString(2)), cancellationToken);
        return KeysetPage.Of(rows, paging, e => KeysetPage.Cursor(e.Id, e.Name));
    }

    /// <summary>Those behind a place, by name.</summary>
    internal static NpgsqlBatchCommand Page(TenantId tenant, Guid[]? seen, (Guid Id, string Name)? after, int most)
    {
        var statement = new NpgsqlBatchCommand($"""
            select legal_entity_id, name, jurisdiction from portfolio.legal_entity
            where tenant_id = $1 and (name, legal_entity_id) > ($2, $3) {(seen is null ? "" : "and legal_entity_id = any($5)")} order by name, legal_entity_id limit $4
            """);
        object[] values = [tenant.Value, after?.Name ?? "", after?.Id ?? Guid.Empty, most, .. seen is null ? Array.Empty<object>() : [seen]];
        foreach (var value in values) statement.Parameters.Add(new() { Value = value });
        return statement;
    }

    private static Guid[] Seen(PortfolioTree tree, NodeScope scope)
    {
        var accounts = tree.Nodes.Where(n => tree.Allows(scope, n.Id)).SelectMany(n => tree.AccountsOf(n.Id)).ToHashSet();
        return [.. tree.Accounts.Where(a => accounts.Contains(a.Id)).Select(a => a.LegalEntity.Value).Distinct()];
    }
}
