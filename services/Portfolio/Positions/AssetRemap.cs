using Npgsql;
using NpgsqlTypes;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Data;
using PortfolioPlatform.Portfolio.Past;

namespace PortfolioPlatform.Portfolio.Positions;

/// <summary>Another registry means other assets: the projection follows, the ledger is not touched.</summary>
internal static class AssetRemap
{
    public static async Task WriteAsync(IDatabaseTransaction transaction, AccountId account, IReadOnlyCollection<BookEntry> entries, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            update portfolio.transactions_current c set assets = t.assets::text[]
            from unnest($3, $4, $5) as t(entry_id, number, assets)
            where c.tenant_id = $1 and c.account_id = $2 and c.entry_id = t.entry_id and c.number = t.number and c.assets <> t.assets::text[]
            """, transaction.Connection);
        var p = command.Parameters;
        p.Add(new() { Value = transaction.Tenant.Value });
        p.Add(new() { Value = account.Value });
        p.Add(new() { Value = entries.Select(e => e.EntryId).ToArray() });
        p.Add(new() { Value = entries.Select(e => e.Number).ToArray() });
        p.Add(new() { Value = entries.Select(e => ArrayLiteral.Of(e.Assets.Select(a => a.Value))).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        if (await command.ExecuteNonQueryAsync(cancellationToken) > 0) await PastSql.RemapAsync(transaction, account, entries.SelectMany(e => TransactionTerm.Of(e.Fact, e.Assets)), cancellationToken);
    }
}
