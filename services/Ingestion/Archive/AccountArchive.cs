using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Npgsql;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Ingestion.Accounts;
using PortfolioPlatform.Ingestion.Data;
using PortfolioPlatform.Ingestion.Sync;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Ingestion.Archive;

/// <summary>Reads an account's archive page by page, as it was sent or mapped again; venues are not asked.</summary>
internal sealed class AccountArchive(IDatabase database, PageSeals seals, AccountStore accounts, ConnectorList connectors) : IAccountArchive
{
    private const int Batch = 50;
    private const string Select = "select number, page_id, endpoint, request, body, metadata, sha256, mapper_version, fetched_at from ingestion.raw_page";

    /// <inheritdoc/>
    public async IAsyncEnumerable<ArchivedPage> ReadAsync(TenantId tenant, AccountId account, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (await accounts.FindAsync(tenant, account, cancellationToken) is not { } row || connectors.Find(row.Venue) is not { } connector) yield break;
        await foreach (var stored in ReadAllAsync(tenant, account, null, cancellationToken)) yield return Map(row.Venue, connector, stored, await OpenAsync(tenant, stored, cancellationToken));
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<RawArchivedPage> ReadRawAsync(TenantId tenant, AccountId account, IReadOnlySet<Guid> pages, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (await accounts.FindAsync(tenant, account, cancellationToken) is not { } row) yield break;
        await foreach (var stored in ReadAllAsync(tenant, account, [.. pages], cancellationToken)) yield return new RawArchivedPage(stored.Id, row.Venue, await OpenAsync(tenant, stored, cancellationToken));
    }

    /// <summary>The bytes of one of an account's history pages; null when it is not there.</summary>
    public async Task<RawArchivedPage?> FindRawAsync(TenantId tenant, AccountId account, Guid page, CancellationToken cancellationToken)
    {
        if (await accounts.FindAsync(tenant, account, cancellationToken) is not { } row || await FindAsync(tenant, account, page, cancellationToken) is not { } stored) return null;
        return new RawArchivedPage(stored.Id, row.Venue, await OpenAsync(tenant, stored, cancellationToken));
    }

    /// <summary>What the history pages that were fetched since an instant told.</summary>
    public async Task<IReadOnlyList<TransactionFact>> ToldSinceAsync(SyncJob job, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var told = new List<TransactionFact>();
        foreach (var stored in await ReadSinceAsync(job, since, cancellationToken)) told.AddRange(RawReading.Read(job.Connector.Map, await OpenAsync(job.Tenant, stored, cancellationToken)));
        return told;
    }

    private static ArchivedPage Map(string venue, IVenueConnector connector, StoredPage stored, RawPageBytes raw) =>
        new(stored.Id, venue, Convert.ToHexStringLower(SHA256.HashData(raw.Body.Span)), stored.Hash, stored.MapperVersion, connector.MapperVersion, RawReading.Read(connector.Map, raw))
        {
            Earlier = connector.OlderMappers.Where(m => m.Key >= stored.MapperVersion).ToDictionary(m => m.Key, m => RawReading.Read(m.Value, raw)),
        };

    private async Task<RawPageBytes> OpenAsync(TenantId tenant, StoredPage stored, CancellationToken cancellationToken) => new(
        stored.Endpoint, stored.Request, stored.FetchedAt, await seals.OpenBodyAsync(tenant, stored.Id, stored.Body, cancellationToken),
        stored.Metadata is null ? null : await seals.OpenTextAsync(tenant, PageSeals.MetadataOf(stored.Id), stored.Metadata, cancellationToken));

    private async IAsyncEnumerable<StoredPage> ReadAllAsync(TenantId tenant, AccountId account, Guid[]? pages, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var after = 0L;
        while (await ReadBatchAsync(tenant, account, pages, after, cancellationToken) is { Count: > 0 } batch)
        {
            foreach (var stored in batch) yield return stored;
            after = batch[^1].Number;
        }
    }

    private async Task<List<StoredPage>> ReadBatchAsync(TenantId tenant, AccountId account, Guid[]? pages, long after, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(tenant, cancellationToken);
        return await transaction.QueryAsync(
            $"{Select} where account_id = $1 and number > $2 and stream <> 'balances' and ($4 or page_id = any($5)) order by number limit $3",
            [account.Value, after, Batch, pages is null, pages ?? []], Read, cancellationToken);
    }

    private async Task<List<StoredPage>> ReadSinceAsync(SyncJob job, DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(job.Tenant, cancellationToken);
        return await transaction.QueryAsync($"{Select} where account_id = $1 and fetched_at >= $2 and stream <> 'balances'", [job.Account.Id.Value, since], Read, cancellationToken);
    }

    private async Task<StoredPage?> FindAsync(TenantId tenant, AccountId account, Guid page, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(tenant, cancellationToken);
        return (await transaction.QueryAsync($"{Select} where account_id = $1 and page_id = $2 and stream <> 'balances'", [account.Value, page], Read, cancellationToken)).SingleOrDefault();
    }

    private static StoredPage Read(NpgsqlDataReader r) =>
        new(r.GetInt64(0), r.GetGuid(1), r.GetString(2), r.GetString(3), r.GetFieldValue<byte[]>(4), r.Maybe<byte[]>(5), r.GetString(6), r.GetInt32(7), r.GetFieldValue<DateTimeOffset>(8));

    private sealed record StoredPage(long Number, Guid Id, string Endpoint, string Request, byte[] Body, byte[]? Metadata, string Hash, int MapperVersion, DateTimeOffset FetchedAt);
}
