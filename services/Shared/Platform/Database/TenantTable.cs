using Npgsql;

namespace PortfolioPlatform.Platform.Database;

/// <summary>A table with rows of tenants, as moving a tenant needs to know it.</summary>
/// <param name="Name">Schema and name, quoted.</param>
/// <param name="Columns">Its columns, quoted; without a number that is its key, which is drawn anew.</param>
/// <param name="Order">The number that is drawn anew: rows are copied by it, so that the new ones are in the old order.</param>
/// <param name="Numbers">Columns with numbers of a sequence that are kept: the sequence goes on behind them.</param>
internal sealed record TenantTable(string Name, string Columns, string? Order, IReadOnlyList<string> Numbers)
{
    // Tables that refer to others come after them.
    private const string All = """
        select format('%I.%I', n.nspname, c.relname),
          string_agg(format('%I', a.attname), ', ' order by a.attnum) filter (where not (a.attidentity <> '' and coalesce(a.attnum = any(k.indkey), false))),
          string_agg(format('%I', a.attname), ', ') filter (where a.attidentity <> '' and a.attnum = any(k.indkey)),
          coalesce(array_agg(a.attname::text) filter (where a.attidentity <> '' and not coalesce(a.attnum = any(k.indkey), false)), '{}')
        from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
        left join pg_index k on k.indrelid = c.oid and k.indisprimary
        where c.relkind in ('r', 'p') and not c.relispartition and c.relowner = (select oid from pg_roles where rolname = current_user)
          and exists (select from pg_attribute t where t.attrelid = c.oid and t.attname = 'tenant_id' and not t.attisdropped)
          and (n.nspname, c.relname) <> ('platform', 'placement')
        group by n.nspname, c.relname, c.oid
        order by (select count(*) from pg_constraint f where f.conrelid = c.oid and f.contype = 'f'), 1
        """;

    /// <summary>All of a database, in an order in which they can be filled.</summary>
    public static async Task<IReadOnlyList<TenantTable>> ListAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(All, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.TakeAsync(r => new TenantTable(r.GetString(0), r.GetString(1), r.IsDBNull(2) ? null : r.GetString(2), r.GetFieldValue<string[]>(3)), cancellationToken);
    }
}
