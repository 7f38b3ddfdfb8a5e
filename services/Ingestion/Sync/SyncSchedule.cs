using Npgsql;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Ingestion.Accounts;
using PortfolioPlatform.Ingestion.Data;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Ingestion.Sync;

/// <summary>What is to run here: active accounts of all tenants, or of one venue.</summary>
/// <param name="database">Where the schedule is.</param>
/// <param name="accounts">Account rows.</param>
/// <param name="board">Shows what was stopped.</param>
/// <param name="scope">The venue this process is for.</param>
internal sealed class SyncSchedule(IDatabase database, AccountStore accounts, SyncBoard board, VenueScope scope)
{
    private readonly Dictionary<string, IReadOnlyList<ScheduledAccount>> _known = [];

    /// <summary>The active accounts now; of a database that is away those that were active when it left.</summary>
    public async Task<IReadOnlyList<ScheduledAccount>> ReadAsync(CancellationToken cancellationToken)
    {
        foreach (var place in database.Places)
        {
            try
            {
                _known[place] = await ReadAsync(place, cancellationToken);
            }
            catch (NpgsqlException error) when (error.IsTransient && place != database.Places[0])
            {
                // What runs goes on trying; when it is back it is read again.
            }
        }

        return [.. _known.Values.SelectMany(a => a)];
    }

    private async Task<IReadOnlyList<ScheduledAccount>> ReadAsync(string place, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginSystemAsync(place, cancellationToken);
        return await transaction.QueryAsync(
            "select tenant_id, account_id, venue, key_fingerprint, revision from ingestion.account_schedule where active and ($1::text is null or venue = $1) order by tenant_id, account_id",
            [scope.Venue],
            r => new ScheduledAccount(new TenantId(r.GetGuid(0)), new AccountId(r.GetGuid(1)), r.GetString(2), r.GetString(3), r.GetInt64(4)), cancellationToken);
    }

    /// <summary>An account's row; null as well while its database is away.</summary>
    public async Task<ConnectedAccount?> FindAsync(TenantId tenant, AccountId account, CancellationToken cancellationToken)
    {
        try
        {
            return await accounts.FindAsync(tenant, account, cancellationToken);
        }
        catch (NpgsqlException error) when (database.IsAway(tenant, error))
        {
            return null;
        }
    }

    /// <summary>Tells that an account was paused or removed.</summary>
    public async Task ShowStoppedAsync(TenantId tenant, AccountId account, CancellationToken cancellationToken)
    {
        if (await FindAsync(tenant, account, cancellationToken) is not { } row || row is { Paused: false, Removed: false, Disabled: false }) return;
        board.Report(tenant, new AccountSyncValue(row.Id, row.Venue, row.Name, row.State, row.Advice, row.Records, row.Records, null, row.LastSync, false, 0) { KeyHint = row.KeyHint, KeyLabel = row.KeyLabel, KeyExpires = row.KeyExpires });
    }
}

/// <summary>One row of the schedule; equal rows need no restart.</summary>
internal sealed record ScheduledAccount(TenantId Tenant, AccountId Account, string Venue, string KeyFingerprint, long Revision);

/// <summary>The venue this process is for (<c>ingestion:kraken</c>), or null for all.</summary>
internal sealed record VenueScope(string? Venue)
{
    /// <summary>Whether a venue is served here.</summary>
    public bool Holds(string venue) => Venue is null || Venue == venue;
}
