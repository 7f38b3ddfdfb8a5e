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
    /// <param name="issuesOnly">Only what does not agree.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="loader">Reads the ledger.</param>
    /// <param name="cancellationToken">Stops.</param>
    [ListSize(AssumedSize = 50)]
    public static async Task<IReadOnlyList<ReconciliationItem>> GetReconciliationAsync(
        [Parent] IAccountParent account, ClaimsPrincipal user, ReconciliationLoader loader, CancellationToken cancellationToken, bool issuesOnly = false) =>
        await loader.LoadAsync((user.Tenant(), account.Id, issuesOnly), cancellationToken) ?? [];
}

/// <summary>How ledger and venue stand to each other, of all accounts a request asks for at once.</summary>
internal sealed class ReconciliationLoader(IBatchScheduler scheduler) : GroupedDataLoader<(TenantId Tenant, Guid Account, bool IssuesOnly), ReconciliationItem>(scheduler)
{
    protected override async Task<ILookup<(TenantId Tenant, Guid Account, bool IssuesOnly), ReconciliationItem>> LoadGroupedBatchAsync(
        IReadOnlyList<(TenantId Tenant, Guid Account, bool IssuesOnly)> keys, CancellationToken cancellationToken)
    {
        var reads = OfRequest<RequestReads>();
        var found = new List<((TenantId, Guid, bool) Key, ReconciliationItem Item)>();
        foreach (var group in keys.GroupBy(k => (k.Tenant, k.IssuesOnly)))
        {
            var differences = await ReconciliationSql.ReadAsync(reads, group.Key.Tenant, [.. group.Select(k => k.Account)], group.Key.IssuesOnly, cancellationToken);
            found.AddRange(differences.Select(d => ((group.Key.Tenant, d.Account.Value, group.Key.IssuesOnly), ReconciliationItem.Of(d))));
        }

        return found.ToLookup(f => f.Key, f => f.Item);
    }
}
