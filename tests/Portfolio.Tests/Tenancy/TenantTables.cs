using Npgsql;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Portfolio.Tests.Tenancy;

/// <summary>The tables and views of Portfolio's schema as the database has them.</summary>
internal static class TenantTables
{
    private const string Query = """
        select c.relname::text, c.relkind = 'v', coalesce(c.reloptions::text like '%security_invoker=true%', false), c.relrowsecurity and c.relforcerowsecurity,
          array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped order by a.attnum),
          array(select format_type(a.atttypid, a.atttypmod) from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped order by a.attnum)
        from pg_class c where c.relnamespace = 'portfolio'::regnamespace and c.relkind in ('r', 'p', 'v', 'm') and c.relname <> 'schema_migrations' order by c.relname
        """;

    public static async Task<IReadOnlyList<TenantTable>> ReadAsync(TestDatabase database)
    {
        await using var connection = new NpgsqlConnection(database.SuperuserConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(Query, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var tables = new List<TenantTable>();
        while (await reader.ReadAsync())
            tables.Add(new(reader.GetString(0), reader.GetBoolean(1), reader.GetBoolean(2), reader.GetBoolean(3), [.. reader.GetFieldValue<string[]>(4).Zip(reader.GetFieldValue<string[]>(5))]));
        return tables;
    }
}
