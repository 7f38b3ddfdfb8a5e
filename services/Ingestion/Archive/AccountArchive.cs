using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Ingestion.Accounts;
using PortfolioPlatform.Ingestion.Data;
using PortfolioPlatform.Ingestion.Sync;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Ingestion.Archive;

/// <summary>Reads an account's archive page by page and maps it again; venues are not asked.</summary>
internal sealed class AccountArchive(IDatabase database, PageSeals seals, AccountStore accounts, ConnectorList connectors) : IAccountArchive
{
    private const int Batch = 50;

    /// <inheritdoc/>
    public async IAsyncEnumerable<ArchivedPage> ReadAsync(TenantId tenant, AccountId account, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (await accounts.FindAsync(tenant, account, cancellationToken) is not { } row || connectors.Find(row.Venue) is not { } connector) yield break;
        var after = 0L;
        while (await ReadBatchAsync(tenant, account, after, cancellationToken) is { Count: > 0 } batch)
        {
            foreach (var stored in batch)
            {
                yield return await MapAsync(tenant, row.Venue, connector, stored, cancellationToken);
                after = stored.Number;
            }
        }
    }

    private async Task<ArchivedPage> MapAsync(TenantId tenant, string venue, IVenueConnector connector, StoredPage stored, CancellationToken cancellationToken)
    {
        var body = await seals.OpenBodyAsync(tenant, stored.Id, stored.Body, cancellationToken);
        var metadata = stored.Metadata is null ? null : await seals.OpenTextAsync(tenant, PageSeals.MetadataOf(stored.Id), stored.Metadata, cancellationToken);
        var raw = new RawPage(stored.Endpoint, "", body, stored.FetchedAt, metadata);
        ImmutableArray<TransactionFact> Read(PageMapper map) => [.. PageCheck.Apply(map(stored.Endpoint, body, metadata), stored.FetchedAt, []).Transactions.Select(t => t.ToFact())];
        return new ArchivedPage(stored.Id, venue, SealedPage.HashOf(raw), stored.Hash, stored.MapperVersion, connector.MapperVersion, Read(connector.Map))
        {
            Earlier = connector.OlderMappers.Where(m => m.Key >= stored.MapperVersion).ToDictionary(m => m.Key, m => Read(m.Value)),
        };
    }

    private async Task<List<StoredPage>> ReadBatchAsync(TenantId tenant, AccountId account, long after, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(tenant, cancellationToken);
        return await transaction.QueryAsync(
            """
            select number, page_id, endpoint, body, metadata, sha256, mapper_version, fetched_at from ingestion.raw_page
            where account_id = $1 and number > $2 and stream <> 'balances' order by number limit $3
            """,
            [account.Value, after, Batch],
            r => new StoredPage(r.GetInt64(0), r.GetGuid(1), r.GetString(2), r.GetFieldValue<byte[]>(3), r.Maybe<byte[]>(4), r.GetString(5), r.GetInt32(6), r.GetFieldValue<DateTimeOffset>(7)),
            cancellationToken);
    }

    private sealed record StoredPage(long Number, Guid Id, string Endpoint, byte[] Body, byte[]? Metadata, string Hash, int MapperVersion, DateTimeOffset FetchedAt);
}
