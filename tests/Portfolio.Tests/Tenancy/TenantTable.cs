using Npgsql;

namespace PortfolioPlatform.Portfolio.Tests.Tenancy;

/// <summary>One table or view, and what happens when a tenant reaches into another's rows of it.</summary>
internal sealed record TenantTable(string Name, bool IsView, bool IsInvoker, bool IsForced, IReadOnlyList<(string Name, string Type)> Columns)
{
    public bool HasTenant => Columns.Any(c => c.Name == "tenant_id");

    /// <summary>Puts a row of another tenant there, then tries everything with the product's own connection of this one.</summary>
    public async Task<List<string>> CrossAsync(LedgerTenant t, Guid other)
    {
        await t.Host.Database.ExecuteAsync(Insert(other));
        var faults = new List<string>();
        if (await TryAsync(t, $"with gone as (select from portfolio.{Name} where tenant_id = '{other}') select count(*) from gone") > 0) faults.Add("reads rows of another tenant");
        if (await TryAsync(t, $"with gone as (update portfolio.{Name} set tenant_id = tenant_id where tenant_id = '{other}' returning 1) select count(*) from gone") > 0) faults.Add("changes rows of another tenant");
        if (await TryAsync(t, $"with gone as (delete from portfolio.{Name} where tenant_id = '{other}' returning 1) select count(*) from gone") > 0) faults.Add("removes rows of another tenant");
        if (await TryAsync(t, Insert(Guid.CreateVersion7())) is not null) faults.Add("adds rows of another tenant");
        if (await t.Host.Database.ScalarAsync<long>($"select count(*) from portfolio.{Name} where tenant_id = '{other}'") != 1) faults.Add("the row of another tenant is gone");
        return faults;
    }

    /// <summary>The count told, 0 for none, or null when the database refused it.</summary>
    private static async Task<long?> TryAsync(LedgerTenant t, string sql)
    {
        await using var transaction = await t.Host.Transactions.BeginAsync(t.Tenant, default);
        await using var command = new NpgsqlCommand(sql, transaction.Connection);
        try
        {
            return await command.ExecuteScalarAsync() is long count ? count : 0;
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            return null;
        }
    }

    private string Insert(Guid tenant) =>
        $"insert into portfolio.{Name} ({string.Join(", ", Columns.Select(c => c.Name))}) values ({string.Join(", ", Columns.Select(c => Value(c, tenant)))})";

    private string Value((string Name, string Type) column, Guid tenant) => column switch
    {
        ("tenant_id", _) => $"'{tenant}'",
        ("state", "text") when Name == "reconciliation" => "'issue'",
        (_, "uuid") => "gen_random_uuid()",
        (_, "timestamp with time zone" or "date") => "now()",
        (_, "boolean") => "false",
        (_, "bytea") => "''",
        (_, "smallint" or "integer" or "bigint" or "numeric") => "1",
        (_, "text") => "'x'",
        (_, var type) when type.EndsWith("[]", StringComparison.Ordinal) => "'{}'",
        _ => throw new InvalidOperationException($"Column {column.Name} of {Name} has type {column.Type}: say here what a row of it looks like."),
    };
}
