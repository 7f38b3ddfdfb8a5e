using Npgsql;
using PortfolioPlatform.Ingestion.Data;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Ingestion.Accounts;

/// <summary>Reads accounts and keeps their state.</summary>
internal sealed class AccountStore(IDatabase database)
{
    private const string Columns =
        """
        tenant_id, account_id, legal_entity_id, venue, name, key_fingerprint, key_hint, revision, paused, removed, ever_connected, state, advice, records, seen_symbols, last_sync,
        key_label, greatest(key_used_at, last_sync), key_expires_at, disabled_at is not null
        """;

    /// <summary>One account, or null.</summary>
    public async Task<ConnectedAccount?> FindAsync(TenantId tenant, AccountId account, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(tenant, cancellationToken);
        return (await transaction.QueryAsync($"select {Columns} from ingestion.account where account_id = $1", [account.Value], Read, cancellationToken)).SingleOrDefault();
    }

    /// <summary>The accounts of a tenant that are not removed.</summary>
    public Task<List<ConnectedAccount>> ListAsync(TenantId tenant, CancellationToken cancellationToken) =>
        database.ReadAsync(tenant, new NpgsqlBatchCommand($"select {Columns} from ingestion.account where not removed order by created_at, name"), Read, cancellationToken);

    /// <summary>Keeps the state a person sees, and whether the venue has accepted the key.</summary>
    public async Task SetStateAsync(ConnectedAccount account, string state, string? advice, bool connected, DateTimeOffset? lastSync, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(account.Tenant, cancellationToken);
        await transaction.ExecuteAsync(
            "update ingestion.account set state = $2, advice = $3, ever_connected = ever_connected or $4, last_sync = coalesce($5, last_sync) where account_id = $1",
            [account.Id.Value, state, advice, connected, lastSync], cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Raises the fence: from now on only this lease epoch may write the account's pages.</summary>
    public async Task<bool> FenceAsync(TenantId tenant, AccountId account, long epoch, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(tenant, cancellationToken);
        var rows = await transaction.ExecuteAsync("update ingestion.account set holder_epoch = $2 where account_id = $1 and holder_epoch < $2", [account.Value, epoch], cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return rows == 1;
    }

    /// <summary>Open page problems.</summary>
    public async Task<OpenProblems> OpenProblemsAsync(TenantId tenant, AccountId account, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(tenant, cancellationToken);
        var counts = await transaction.QueryAsync(
            "select count(*) filter (where code <> $2), count(*) filter (where code = $2) from ingestion.page_problem where account_id = $1 and resolved_at is null",
            [account.Value, OpenProblems.OlderNeedsFileCode], r => new OpenProblems((int)r.GetInt64(0), r.GetInt64(1) > 0), cancellationToken);
        return counts[0];
    }

    private static ConnectedAccount Read(NpgsqlDataReader r) =>
        new(new TenantId(r.GetGuid(0)), new AccountId(r.GetGuid(1)), new LegalEntityId(r.GetGuid(2)), r.GetString(3), r.GetString(4))
        {
            KeyFingerprint = r.GetString(5),
            KeyHint = r.GetString(6),
            Revision = r.GetInt64(7),
            Paused = r.GetBoolean(8),
            Removed = r.GetBoolean(9),
            EverConnected = r.GetBoolean(10),
            State = r.GetString(11),
            Advice = r.Maybe<string>(12),
            Records = r.GetInt64(13),
            SeenSymbols = r.GetFieldValue<string[]>(14),
            LastSync = r.Maybe<DateTimeOffset?>(15),
            KeyLabel = r.Maybe<string>(16),
            KeyUsed = r.Maybe<DateTimeOffset?>(17),
            KeyExpires = r.Maybe<DateTimeOffset?>(18),
            Disabled = r.GetBoolean(19),
        };
}
