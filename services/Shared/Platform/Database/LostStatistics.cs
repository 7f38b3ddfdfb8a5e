using Npgsql;

namespace PortfolioPlatform.Platform.Database;

/// <summary>
/// What the server knows of its tables, renewed where it was lost. A server that was killed has forgotten how much its tables grew since they were last analysed, so it
/// plans as if they were as small as then: what takes milliseconds takes minutes, until enough new rows have come.
/// </summary>
internal static class LostStatistics
{
    private const int WorthIt = 64 * 1024;

    /// <summary>Analyses the owner's tables that the server remembers no analysis of.</summary>
    /// <returns>How many.</returns>
    public static async Task<int> RenewAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var tables = await FindAsync(connection, cancellationToken);
        foreach (var table in tables)
        {
            await using var analyse = new NpgsqlCommand($"analyze {table}", connection);
            await analyse.ExecuteNonQueryAsync(cancellationToken);
        }

        return tables.Count;
    }

    private static async Task<List<string>> FindAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            select format('%I.%I', s.schemaname, s.relname) from pg_stat_user_tables s join pg_class c on c.oid = s.relid
            where c.relkind = 'r' and c.relowner = (select oid from pg_roles where rolname = current_user)
              and s.last_analyze is null and s.last_autoanalyze is null and pg_relation_size(c.oid) > $1
            """, connection) { Parameters = { new() { Value = (long)WorthIt } } };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var tables = new List<string>();
        while (await reader.ReadAsync(cancellationToken)) tables.Add(reader.GetString(0));
        return tables;
    }
}
