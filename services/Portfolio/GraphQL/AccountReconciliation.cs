using System.Security.Claims;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.GraphQL.DataLoading;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Portfolio.Reconciliation;

namespace PortfolioPlatform.Portfolio.GraphQL;

/// <summary>Adds to an account what the ledger says of it.</summary>
[ExtendObjectType("Account")]
internal static class AccountReconciliation
{
    /// <summary>How ledger and venue stand to each other, by asset.</summary>
    /// <param name="account">The account.</param>
    /// <param name="paging">The page.</param>
    /// <param name="issuesOnly">Only what does not agree.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="loader">Reads the ledger.</param>
    /// <param name="cancellationToken">Stops.</param>
    [UsePaging]
    public static async Task<Connection<ReconciliationItem>> GetReconciliationAsync(
        [Parent] IAccountParent account, PagingArguments paging, ClaimsPrincipal user, ReconciliationLoader loader, CancellationToken cancellationToken, bool issuesOnly = false)
    {
        var page = new ReconciliationPage(user.Tenant(), issuesOnly, OrderedPage.After(paging) ?? "", paging.First!.Value + 1);
        return KeysetPage.Of(await loader.LoadAsync((page, account.Id), cancellationToken) ?? [], paging, r => OrderedPage.Cursor(r.AssetId));
    }
}

/// <summary>Which page of how ledger and venue stand to each other is asked for.</summary>
/// <param name="Tenant">Whose.</param>
/// <param name="IssuesOnly">Only what does not agree.</param>
/// <param name="After">Behind which asset.</param>
/// <param name="Most">Rows of each account.</param>
internal sealed record ReconciliationPage(TenantId Tenant, bool IssuesOnly, string After, int Most);

/// <summary>How ledger and venue stand to each other, of all accounts a request asks for at once.</summary>
internal sealed class ReconciliationLoader(IBatchScheduler scheduler) : GroupedDataLoader<(ReconciliationPage Page, Guid Account), ReconciliationItem>(scheduler)
{
    protected override async Task<ILookup<(ReconciliationPage Page, Guid Account), ReconciliationItem>> LoadGroupedBatchAsync(
        IReadOnlyList<(ReconciliationPage Page, Guid Account)> keys, CancellationToken cancellationToken)
    {
        var reads = OfRequest<RequestReads>();
        var found = await Task.WhenAll(keys.GroupBy(k => k.Page).Select(async group =>
        {
            var differences = await ReconciliationSql.PageAsync(reads, group.Key, [.. group.Select(k => k.Account)], cancellationToken);
            return differences.Select(d => (Key: (group.Key, d.Account.Value), Item: ReconciliationItem.Of(d)));
        }));
        return found.SelectMany(f => f).ToLookup(f => f.Key, f => f.Item);
    }
}
