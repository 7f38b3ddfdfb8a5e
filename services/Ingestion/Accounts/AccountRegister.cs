using Npgsql;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Ingestion.Data;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Ingestion.Accounts;

/// <summary>Connects, pauses, resumes, removes accounts and changes their keys. Each change tells everybody (outbox) and the workers (schedule) in the same transaction.</summary>
internal sealed class AccountRegister(IDatabase database, CredentialBox box, AccountSignal signal, IAuditTrail audit, TimeProvider clock)
{
    private const int HintLength = 4;

    /// <summary>Adds an account, or does nothing if this very account is there already.</summary>
    public async Task<Result<AccountId>> ConnectAsync(ConnectedAccount account, VenueCredentials credentials, CancellationToken cancellationToken)
    {
        var sealedKey = await box.SealAsync(account.Tenant, account.Id, credentials, cancellationToken);
        await using var transaction = await database.BeginAsync(account.Tenant, cancellationToken);
        try
        {
            var added = await transaction.ExecuteAsync(
                """
                insert into ingestion.account (tenant_id, account_id, legal_entity_id, venue, name, credentials, key_fingerprint, key_hint, key_label)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (tenant_id, account_id) do nothing
                """,
                [account.Tenant.Value, account.Id.Value, account.LegalEntity.Value, account.Venue, account.Name, sealedKey, KeyFingerprint.Of(credentials.Key), Hint(credentials), account.KeyLabel], cancellationToken);
            if (added == 1)
            {
                await AnnounceAsync(transaction, account, removed: false, cancellationToken);
                await audit.AppendAsync(transaction, new AuditAct("account.connected", account.Id.ToString()) { Detail = $"{account.Venue}, {account.Name}, key {Hint(credentials)}" }, cancellationToken);
            }

            await transaction.CommitAsync(cancellationToken);
        }
        catch (PostgresException clash) when (clash.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return AccountErrors.KeyInUse;
        }

        await transaction.ThenAsync(signal.Raise, cancellationToken);
        return account.Id;
    }

    /// <summary>Stops or starts an account.</summary>
    public Task<Error?> PauseAsync(ConnectedAccount account, bool paused, CancellationToken cancellationToken) =>
        ChangeAsync(account, "paused = $2, state = case when disabled_at is not null then state when $2 then 'paused' else 'connecting' end, advice = null", paused, removed: false, paused ? "account.paused" : "account.resumed", cancellationToken);

    /// <summary>Stops and hides an account; every entry of it stays.</summary>
    public Task<Error?> RemoveAsync(ConnectedAccount account, CancellationToken cancellationToken) =>
        ChangeAsync(account, "removed = $2, state = 'removed', advice = null, credentials = ''", true, removed: true, "account.removed", cancellationToken);

    /// <summary>Replaces the key. Cursors and history stay: reading goes on where it stood.</summary>
    public async Task<Error?> RotateAsync(ConnectedAccount account, VenueCredentials credentials, string? label, CancellationToken cancellationToken)
    {
        var sealedKey = await box.SealAsync(account.Tenant, account.Id, credentials, cancellationToken);
        await using var transaction = await database.BeginAsync(account.Tenant, cancellationToken);
        try
        {
            await transaction.ExecuteAsync(
                """
                update ingestion.account set credentials = $2, key_fingerprint = $3, key_hint = $4, key_label = $5, key_expires_at = null, key_used_at = null, revision = revision + 1,
                  ever_connected = false, state = case when disabled_at is null then 'connecting' else state end, advice = null
                where account_id = $1
                """,
                [account.Id.Value, sealedKey, KeyFingerprint.Of(credentials.Key), Hint(credentials), label], cancellationToken);
            await KeyExpiry.ResolveAsync(transaction, account, clock.GetUtcNow(), cancellationToken);
            await ScheduleAsync(transaction, account.Id, cancellationToken);
            await audit.AppendAsync(transaction, new AuditAct("key.replaced", account.Id.ToString()) { Detail = $"{account.Venue}, {account.Name}, key {account.KeyHint} by {Hint(credentials)}" }, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        catch (PostgresException clash) when (clash.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return AccountErrors.KeyInUse;
        }

        await transaction.ThenAsync(signal.Raise, cancellationToken);
        return null;
    }

    private async Task<Error?> ChangeAsync(ConnectedAccount account, string assignments, bool value, bool removed, string action, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(account.Tenant, cancellationToken);
        var rows = await transaction.ExecuteAsync($"update ingestion.account set {assignments}, revision = revision + 1 where account_id = $1 and not removed", [account.Id.Value, value], cancellationToken);
        if (rows == 0) return AccountErrors.NotFound;
        await AnnounceAsync(transaction, account, removed, cancellationToken);
        await audit.AppendAsync(transaction, new AuditAct(action, account.Id.ToString()) { Detail = $"{account.Venue}, {account.Name}" }, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await transaction.ThenAsync(signal.Raise, cancellationToken);
        return null;
    }

    private static async Task AnnounceAsync(IDatabaseTransaction transaction, ConnectedAccount account, bool removed, CancellationToken cancellationToken)
    {
        await ScheduleAsync(transaction, account.Id, cancellationToken);
        await transaction.PublishAsync(new AccountChanged(account.Tenant, account.Id, account.LegalEntity, account.Venue, account.Name, removed), cancellationToken);
    }

    private static Task ScheduleAsync(IDatabaseTransaction transaction, AccountId account, CancellationToken cancellationToken) => transaction.ExecuteAsync(
        """
        insert into ingestion.account_schedule (tenant_id, account_id, venue, key_fingerprint, revision, active)
        select tenant_id, account_id, venue, key_fingerprint, revision, not paused and not removed and disabled_at is null from ingestion.account where account_id = $1
        on conflict (tenant_id, account_id) do update set key_fingerprint = excluded.key_fingerprint, revision = excluded.revision, active = excluded.active
        """,
        [account.Value], cancellationToken);

    private static string Hint(VenueCredentials credentials) => credentials.Key.Length > 2 * HintLength ? "…" + credentials.Key[^HintLength..] : "…";
}
