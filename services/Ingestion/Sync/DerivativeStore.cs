using System.Collections.Concurrent;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Ingestion.Data;
using PortfolioPlatform.Ingestion.PublicData;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Ingestion.Sync;

/// <summary>
/// Tells of open derivatives, under the account's fence. Nothing of it is archived: it is a state that is asked for again each minute, and what it did to the account stands in
/// the history of its wallets.
/// </summary>
internal sealed class DerivativeStore(IDatabase database, HeldContracts held)
{
    private readonly ConcurrentDictionary<AccountId, bool> _told = new();

    /// <summary>Nobody asks for the account any more (it was paused, removed, or another process has it): its contracts are listened to no longer.</summary>
    public void Leave(AccountId account) => held.Remove(account);

    /// <summary>Commits; false when the account is in other hands. An account that has none and had none is not told of again.</summary>
    public async Task<bool> CommitAsync(SyncJob job, DerivativesPage page, CancellationToken cancellationToken)
    {
        var account = job.Account;
        held.Set(account.Id, account.Venue, page.Positions.Select(p => p.Contract));
        var isEmpty = page.Positions.IsEmpty && page.Collateral.IsEmpty;
        if (isEmpty && (!page.IsThere || _told.TryGetValue(account.Id, out var had) && !had)) return true;
        await using var transaction = await database.BeginAsync(job.Tenant, cancellationToken);
        var fenced = await transaction.QueryAsync(
            "select 1 from ingestion.account where account_id = $1 and holder_epoch = $2 for share", [account.Id.Value, job.Epoch], r => r.GetInt32(0), cancellationToken);
        if (fenced.Count == 0) return false;
        var collateral = page.Collateral.Select(c => new CollateralFact(c.Symbol, c.Wallet, c.CrossWallet) { Equity = c.Equity, Maintenance = c.Maintenance, SoldOptionShare = c.SoldOptionShare });
        await transaction.PublishAsync(new DerivativesReported(job.Tenant, account.Id, account.Venue, page.At, [.. page.Positions.Select(p => p.ToFact())], [.. collateral]), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        _told[account.Id] = !isEmpty;
        return true;
    }
}
