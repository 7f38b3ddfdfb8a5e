using Npgsql;

namespace PortfolioPlatform.Platform.Database;

/// <summary>What must hold of every schema after migrating.</summary>
internal static class MigrationChecks
{
    /// <summary>No table with a tenant column is without forced row-level security (partitions are reached through their parent), and no view is run with its owner's rights.</summary>
    public static async Task RequireRowSecurityAsync(NpgsqlConnection connection, IReadOnlyList<MigrationSet> sets, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            select c.oid::regclass::text
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = any($1) and (
              (c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity) and not c.relispartition
                and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped))
              or (c.relkind = 'v' and not coalesce(c.reloptions::text[] && array['security_invoker=true', 'security_invoker=on', 'security_invoker=1'], false)))
            order by 1
            """, connection) { Parameters = { new() { Value = sets.Select(s => s.Module).ToArray() } } };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var open = new List<string>();
        while (await reader.ReadAsync(cancellationToken)) open.Add(reader.GetString(0));
        if (open.Count > 0)
            throw new InvalidOperationException($"Without row-level security: {string.Join(", ", open)}. Call platform.protect_tenant_table or make the view security_invoker.");
    }
}
