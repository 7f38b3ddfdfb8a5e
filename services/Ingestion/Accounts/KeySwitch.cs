using PortfolioPlatform.Ingestion.Data;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Ingestion.Accounts;

/// <summary>Stops every key of a tenant at once; each is started again by itself only. Workers of all processes look at the schedule every second and drop sessions and sockets of what is not in it.</summary>
internal sealed class KeySwitch(IDatabase database, AccountSignal signal, IAuditTrail audit, TimeProvider clock)
{
    /// <summary>Disables all keys of a tenant; gives the accounts that were not disabled before.</summary>
    public async Task<IReadOnlyList<AccountId>> DisableAllAsync(TenantId tenant, string? reason, string? actor, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(tenant, cancellationToken);
        var stopped = await transaction.QueryAsync(
            """
            update ingestion.account set disabled_at = $1, state = 'disabled', advice = 'All keys were disabled. Enable this account to go on.', revision = revision + 1
            where not removed and disabled_at is null returning account_id
            """,
            [clock.GetUtcNow()], r => new AccountId(r.GetGuid(0)), cancellationToken);
        await transaction.ExecuteAsync("update ingestion.account_schedule set active = false where tenant_id = $1", [tenant.Value], cancellationToken);
        foreach (var account in stopped) await audit.AppendAsync(transaction, new AuditAct("key.disabled", account.ToString()) { Actor = actor }, cancellationToken);
        await audit.AppendAsync(transaction, new AuditAct("keys.disabled", "tenant") { Actor = actor, Detail = $"{stopped.Count} keys. {reason}".TrimEnd() }, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await transaction.ThenAsync(signal.Raise, cancellationToken);
        return stopped;
    }

    /// <summary>Enables one account's key again.</summary>
    public async Task<Error?> EnableAsync(TenantId tenant, AccountId account, string? actor, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(tenant, cancellationToken);
        var rows = await transaction.ExecuteAsync(
            """
            update ingestion.account set disabled_at = null, state = case when paused then 'paused' else 'connecting' end, advice = null, revision = revision + 1
            where account_id = $1 and not removed and disabled_at is not null
            """,
            [account.Value], cancellationToken);
        if (rows == 0) return AccountErrors.NotDisabled;
        await transaction.ExecuteAsync(
            """
            update ingestion.account_schedule s set active = not a.paused, revision = a.revision from ingestion.account a
            where s.account_id = $1 and a.account_id = s.account_id and a.tenant_id = s.tenant_id
            """,
            [account.Value], cancellationToken);
        await audit.AppendAsync(transaction, new AuditAct("key.enabled", account.ToString()) { Actor = actor }, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await transaction.ThenAsync(signal.Raise, cancellationToken);
        return null;
    }
}
