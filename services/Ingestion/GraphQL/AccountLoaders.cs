using PortfolioPlatform.Contracts;
using PortfolioPlatform.GraphQL.DataLoading;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Platform.GraphQL;

namespace PortfolioPlatform.Ingestion.GraphQL;

/// <summary>Accounts by tenant and id, removed ones included: their history stays.</summary>
internal sealed class AccountLoader(IBatchScheduler scheduler) : BatchDataLoader<(TenantId Tenant, Guid Account), AccountItem>(scheduler)
{
    protected override async Task<IReadOnlyDictionary<(TenantId Tenant, Guid Account), AccountItem>> LoadBatchAsync(IReadOnlyList<(TenantId Tenant, Guid Account)> keys, CancellationToken cancellationToken)
    {
        var found = new Dictionary<(TenantId, Guid), AccountItem>();
        foreach (var group in keys.GroupBy(k => k.Tenant))
            foreach (var account in await AccountItemSql.FindAsync(OfRequest<RequestReads>(), group.Key, [.. group.Select(k => k.Account)], cancellationToken)) found[(group.Key, account.Id)] = account;
        return found;
    }
}

/// <summary>How accounts' synchronisation stands, by tenant and id.</summary>
internal sealed class SyncLoader(IBatchScheduler scheduler, IHotStore store, ParsedValues<TenantId, IReadOnlyList<SyncItem>> parsed) : BatchDataLoader<(TenantId Tenant, Guid Account), SyncItem>(scheduler)
{
    protected override async Task<IReadOnlyDictionary<(TenantId Tenant, Guid Account), SyncItem>> LoadBatchAsync(IReadOnlyList<(TenantId Tenant, Guid Account)> keys, CancellationToken cancellationToken)
    {
        var found = new Dictionary<(TenantId, Guid), SyncItem>();
        foreach (var tenant in keys.Select(k => k.Tenant).Distinct())
            foreach (var sync in parsed.Of(tenant, await store.GetAllAsync(LiveTopics.Accounts(tenant), cancellationToken))) found[(tenant, sync.AccountId)] = sync;
        return found;
    }
}
