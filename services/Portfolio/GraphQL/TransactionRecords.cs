using System.Globalization;
using System.Security.Claims;
using Npgsql;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Portfolio.Ledger;

namespace PortfolioPlatform.Portfolio.GraphQL;

/// <summary>Adds to a transaction everything the ledger has of it.</summary>
[ExtendObjectType(typeof(TransactionItem))]
internal static class TransactionRecords
{
    /// <summary>The version that holds, those that held once, and what else stands under the transaction or names it, each by an index.</summary>
    private const string Sql = $"""
        select {LedgerRead.Columns}, e.account_id, b.hash
        from (
          select account_id, number from portfolio.transactions_current where tenant_id = $1 and entry_id = $3
          union select account_id, number from portfolio.transactions_past where tenant_id = $1 and account_id = $2 and entry_id = $3
          union select account_id, number from portfolio.ledger_entry where tenant_id = $1 and entry_id = $3 and (record <> 0 or version > 1)
          union select account_id, number from portfolio.ledger_entry where tenant_id = $1 and target_id = $3 and record in (3, 4)) f
        cross join lateral (select * from portfolio.ledger_entry e where e.tenant_id = $1 and e.account_id = f.account_id and e.number = f.number offset 0) e
        left join lateral (select hash from portfolio.ledger_entry b where b.tenant_id = $1 and b.account_id = f.account_id and b.number = f.number - 1 offset 0) b on true
        where (e.recorded_at, e.account_id, e.number) > ($4, $5, $6)
        order by e.recorded_at, e.account_id, e.number limit $7
        """;

    /// <summary>Everything the ledger has of it, oldest first: versions, edits, remarks and links, each with its place in the chain.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="paging">The page.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="database">Opens the ledger.</param>
    /// <param name="words">Opens what people wrote.</param>
    /// <param name="cancellationToken">Stops.</param>
    [UsePaging, Cost(20)]
    public static async Task<Connection<LedgerRecordItem>> GetRecordsAsync(
        [Parent] TransactionItem transaction, PagingArguments paging, ClaimsPrincipal user, IDatabase database, PrivateText words, CancellationToken cancellationToken)
    {
        var tenant = user.Tenant();
        var after = KeysetPage.After(paging, 3, w => (KeysetPage.Instant(w[0]), Guid.Parse(w[1]), long.Parse(w[2], NumberStyles.None, CultureInfo.InvariantCulture)));
        var found = await database.ReadAsync(tenant, Page(tenant, transaction.AccountId, transaction.Id, after, paging.First!.Value + 1), r => Read(tenant, r), cancellationToken);
        var records = new List<LedgerRecordItem>(found.Count);
        foreach (var (item, box) in found)
            records.Add(box is null ? item : item with { Words = PrivateText.Split(await words.OpenAsync(tenant, box, cancellationToken)).Reason });
        return KeysetPage.Of(records, paging, r => KeysetPage.Cursor(r.RecordedAt, r.AccountId, r.Number));
    }

    internal static NpgsqlBatchCommand Page(TenantId tenant, Guid account, Guid entry, (DateTime At, Guid Account, long Number)? after, int most)
    {
        var statement = new NpgsqlBatchCommand(Sql);
        object[] values = [tenant.Value, account, entry, after?.At ?? DateTime.UnixEpoch, after?.Account ?? Guid.Empty, after?.Number ?? 0, most];
        foreach (var value in values) statement.Parameters.Add(new() { Value = value });
        return statement;
    }

    private static (LedgerRecordItem Item, byte[]? Sealed) Read(TenantId tenant, NpgsqlDataReader r)
    {
        var (row, account, before) = (LedgerRead.Row(r), r.GetGuid(31), r.IsDBNull(32) ? null : r.GetFieldValue<byte[]>(32));
        var (draft, origin) = (row.Draft, row.Provenance);
        var covered = new CanonicalBytes();
        LedgerChain.Cover(covered, before is null ? LedgerChain.Genesis(tenant, new(account)) : new ChainHead(row.Number - 1, before), draft, row.Version, row.PrivateHash, origin);
        return (new(
            account, row.Number, draft.Record, row.Version, Convert.ToHexStringLower(row.Hash), before is null ? null : Convert.ToHexStringLower(before), Convert.ToHexStringLower(origin.PageHash),
            origin.Page == Guid.Empty ? null : origin.Page, origin.MapperVersion, draft.Actor, null, origin.RecordedAt, draft.TargetAccount?.Value, draft.Target, draft.EntryId, draft.TakesBack, Convert.ToBase64String(covered.Written)), row.Private);
    }
}
