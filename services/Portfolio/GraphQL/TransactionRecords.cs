using System.Security.Claims;
using Npgsql;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Portfolio.Ledger;

namespace PortfolioPlatform.Portfolio.GraphQL;

/// <summary>Adds to a transaction everything the ledger has of it.</summary>
[ExtendObjectType(typeof(TransactionItem))]
internal static class TransactionRecords
{
    /// <summary>The version that holds, those that held once, and what else stands under the transaction or names it, each by an index.</summary>
    internal const string Sql = """
        select e.account_id, e.number, e.record, e.version, e.hash, b.hash, e.page_hash, e.page, e.mapper_version, e.actor, e.private, e.recorded_at, e.target_account_id, e.target_id, e.entry_id
        from (
          select account_id, number from portfolio.transactions_current where tenant_id = $1 and entry_id = $3
          union select account_id, number from portfolio.transactions_past where tenant_id = $1 and account_id = $2 and entry_id = $3
          union select account_id, number from portfolio.ledger_entry where tenant_id = $1 and entry_id = $3 and (record <> 0 or version > 1)
          union select account_id, number from portfolio.ledger_entry where tenant_id = $1 and target_id = $3 and record in (3, 4)) f
        cross join lateral (select * from portfolio.ledger_entry e where e.tenant_id = $1 and e.account_id = f.account_id and e.number = f.number offset 0) e
        left join lateral (select hash from portfolio.ledger_entry b where b.tenant_id = $1 and b.account_id = f.account_id and b.number = f.number - 1 offset 0) b on true
        order by e.recorded_at, e.account_id, e.number
        """;

    /// <summary>Everything the ledger has of it, oldest first: versions, edits, remarks and links, each with its place in the chain.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="database">Opens the ledger.</param>
    /// <param name="words">Opens what people wrote.</param>
    /// <param name="cancellationToken">Stops.</param>
    [Cost(20), ListSize(AssumedSize = 5)]
    public static async Task<IReadOnlyList<LedgerRecordItem>> GetRecordsAsync([Parent] TransactionItem transaction, ClaimsPrincipal user, IDatabase database, PrivateText words, CancellationToken cancellationToken)
    {
        var tenant = user.Tenant();
        var found = new List<(LedgerRecordItem Item, byte[]? Sealed)>();
        await using (var opened = await database.BeginAsync(tenant, cancellationToken))
        {
            await using var command = new NpgsqlCommand(Sql, opened.Connection);
            foreach (var value in new[] { tenant.Value, transaction.AccountId, transaction.Id }) command.Parameters.Add(new() { Value = value });
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken)) found.Add((Read(reader), reader.IsDBNull(10) ? null : reader.GetFieldValue<byte[]>(10)));
        }

        var records = new List<LedgerRecordItem>(found.Count);
        foreach (var (item, box) in found)
            records.Add(box is null ? item : item with { Words = PrivateText.Split(await words.OpenAsync(tenant, box, cancellationToken)).Reason });
        return records;
    }

    private static LedgerRecordItem Read(NpgsqlDataReader r)
    {
        var page = r.GetGuid(7);
        return new(
            r.GetGuid(0), r.GetInt64(1), (EntryRecord)r.GetInt16(2), r.GetInt32(3), Hex(r, 4)!, Hex(r, 5), Hex(r, 6)!, page == Guid.Empty ? null : page, r.GetInt32(8), r.IsDBNull(9) ? null : r.GetString(9), null,
            new(r.GetDateTime(11), TimeSpan.Zero), r.IsDBNull(12) ? null : r.GetGuid(12), r.IsDBNull(13) ? null : r.GetGuid(13), r.GetGuid(14));
    }

    private static string? Hex(NpgsqlDataReader r, int column) => r.IsDBNull(column) ? null : Convert.ToHexStringLower(r.GetFieldValue<byte[]>(column));
}
