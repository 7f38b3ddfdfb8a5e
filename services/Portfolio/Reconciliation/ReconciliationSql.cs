using Npgsql;
using NpgsqlTypes;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.GraphQL;

namespace PortfolioPlatform.Portfolio.Reconciliation;

/// <summary>Stores how ledger and venue stand to each other.</summary>
internal static class ReconciliationSql
{
    private const string Select = "select account_id, asset_id, ledger::text, venue::text, at, state, first_bad, detail from portfolio.reconciliation";

    public static Task<IReadOnlyList<Difference>> OpenAsync(IDatabaseTransaction transaction, CancellationToken cancellationToken) =>
        ReadAsync(transaction, "where state = 'issue'", cancellationToken);

    /// <summary>A page of each of some accounts.</summary>
    public static Task<List<Difference>> PageAsync(IReads reads, ReconciliationPage page, Guid[] accounts, CancellationToken cancellationToken) =>
        reads.ReadAsync(page.Tenant, Page(page, accounts), Difference, cancellationToken);

    internal static NpgsqlBatchCommand Page(ReconciliationPage page, Guid[] accounts)
    {
        var statement = new NpgsqlBatchCommand($"""
            select d.* from unnest($2) as a(account_id) cross join lateral (
              {Select} where tenant_id = $1 and account_id = a.account_id and asset_id > $3{(page.IssuesOnly ? " and state = 'issue'" : "")} order by asset_id limit $4) d
            """);
        object[] values = [page.Tenant.Value, accounts, page.After, page.Most];
        foreach (var value in values) statement.Parameters.Add(new() { Value = value });
        return statement;
    }

    public static async Task<IReadOnlyList<Difference>> ReadAsync(IDatabaseTransaction transaction, string where, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"{Select} {where} order by account_id, asset_id", transaction.Connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.TakeAsync(Difference, cancellationToken);
    }

    /// <summary>The row number up to which an asset last agreed; 0 when it never did.</summary>
    public static async Task<long> AgreedAsync(IDatabaseTransaction transaction, AccountId account, AssetId asset, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select agreed_number from portfolio.reconciliation where tenant_id = $1 and account_id = $2 and asset_id = $3", transaction.Connection);
        command.Parameters.Add(new() { Value = transaction.Tenant.Value });
        command.Parameters.Add(new() { Value = account.Value });
        command.Parameters.Add(new() { Value = asset.Value });
        return await command.ExecuteScalarAsync(cancellationToken) as long? ?? 0;
    }

    /// <summary>Since when an issue stands is kept; a state other than issue moves the last agreed row.</summary>
    public static async Task WriteAsync(IDatabaseTransaction transaction, Difference d, long number, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            insert into portfolio.reconciliation as r (tenant_id, account_id, asset_id, ledger, venue, at, agreed_number, state, first_bad, detail)
            values ($1, $2, $3, $4::text::numeric, $5::text::numeric, $6, case when $8 = 'issue' then 0 else $7 end, $8, $9, $10)
            on conflict (tenant_id, account_id, asset_id) do update set ledger = excluded.ledger, venue = excluded.venue,
              at = case when r.state = 'issue' and excluded.state = 'issue' then r.at else excluded.at end,
              agreed_number = case when excluded.state = 'issue' then r.agreed_number else $7 end, state = excluded.state, first_bad = excluded.first_bad, detail = excluded.detail
            """, transaction.Connection);
        var p = command.Parameters;
        p.Add(new() { Value = transaction.Tenant.Value });
        p.Add(new() { Value = d.Account.Value });
        p.Add(new() { Value = d.Asset.Value });
        p.Add(new() { Value = d.Ledger.ToString() });
        p.Add(new() { Value = d.Venue.ToString() });
        p.Add(new() { Value = d.At.UtcDateTime });
        p.Add(new() { Value = number });
        p.Add(new() { Value = d.State });
        p.Add(new() { Value = (object?)d.FirstBad ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        p.Add(new() { Value = (object?)d.Detail ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static Difference Difference(NpgsqlDataReader r) => new(
        new(r.GetGuid(0)), new(r.GetString(1)), Quantity.Parse(r.GetString(2)), Quantity.Parse(r.GetString(3)), new(r.GetDateTime(4), TimeSpan.Zero),
        r.GetString(5), r.IsDBNull(6) ? null : r.GetGuid(6), r.IsDBNull(7) ? null : r.GetString(7));
}
