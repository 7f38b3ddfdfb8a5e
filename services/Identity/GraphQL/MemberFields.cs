using System.Security.Claims;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.GraphQL.DataLoading;
using PortfolioPlatform.Identity.People;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform.GraphQL;

namespace PortfolioPlatform.Identity.GraphQL;

/// <summary>What else a member tells.</summary>
[ExtendObjectType(typeof(MemberItem))]
internal static class MemberFields
{
    /// <summary>The roles they were given, by role and portfolio; those on everything come first.</summary>
    /// <param name="member">The member.</param>
    /// <param name="paging">The page.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="loader">Reads them.</param>
    /// <param name="cancellationToken">Stops.</param>
    [UsePaging]
    public static async Task<Connection<GrantItem>> GetGrantsAsync([Parent] MemberItem member, PagingArguments paging, ClaimsPrincipal user, GrantLoader loader, CancellationToken cancellationToken)
    {
        var after = KeysetPage.After(paging, 2, w => new GrantPlace(w[0], Guid.Parse(w[1])));
        var found = await loader.LoadAsync((new(user.Tenant(), after, paging.First!.Value + 1), member.Id), cancellationToken) ?? [];
        return KeysetPage.Of(found, paging, g => KeysetPage.Cursor(g.Role, g.PortfolioId ?? Guid.Empty));
    }
}

/// <summary>Which page of the roles of members is asked for.</summary>
/// <param name="Tenant">Whose.</param>
/// <param name="After">Behind which.</param>
/// <param name="Most">Of each member.</param>
internal sealed record GrantPage(TenantId Tenant, GrantPlace? After, int Most);

/// <summary>Roles of all members a request asks for at once.</summary>
internal sealed class GrantLoader(IBatchScheduler scheduler) : GroupedDataLoader<(GrantPage Page, Guid Member), GrantItem>(scheduler)
{
    protected override async Task<ILookup<(GrantPage Page, Guid Member), GrantItem>> LoadGroupedBatchAsync(IReadOnlyList<(GrantPage Page, Guid Member)> keys, CancellationToken cancellationToken)
    {
        var reads = OfRequest<RequestReads>();
        var found = await Task.WhenAll(keys.GroupBy(k => k.Page).Select(async group =>
        {
            var grants = await MemberSql.GrantsAsync(reads, group.Key.Tenant, group.Key.After, [.. group.Select(k => k.Member)], group.Key.Most, cancellationToken);
            return grants.Select(g => (Key: (group.Key, g.Member), Item: GrantItem.Of(g.Grant)));
        }));
        return found.SelectMany(f => f).ToLookup(f => f.Key, f => f.Item);
    }
}
