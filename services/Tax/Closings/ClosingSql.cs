using Npgsql;
using NpgsqlTypes;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Tax.Closings;

/// <summary>Reads and adds closings of years.</summary>
internal static class ClosingSql
{
    private const string Holding = """
        select c.year, c.report_id, r.fingerprint, c.reason, c.actor, c.changed_at from (
          select distinct on (year) tenant_id, year, report_id, reason, actor, changed_at from tax.closed_year where tenant_id = $1 and legal_entity_id = $2 order by year, version desc) c
        join tax.report r on r.tenant_id = c.tenant_id and r.report_id = c.report_id
        order by c.year
        """;

    /// <summary>The closed years of an entity, oldest first.</summary>
    public static async Task<IReadOnlyList<Closing>> HoldingAsync(IDatabaseTransaction transaction, LegalEntityId entity, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Holding, transaction.Connection) { Parameters = { new() { Value = transaction.Tenant.Value }, new() { Value = entity.Value } } };
        await using var r = await command.ExecuteReaderAsync(cancellationToken);
        var closings = new List<Closing>();
        while (await r.ReadAsync(cancellationToken))
            closings.Add(new(r.GetInt32(0), r.GetGuid(1), r.GetString(2), r.GetString(3), r.GetString(4), new(r.GetDateTime(5), TimeSpan.Zero)));
        return closings;
    }

    /// <summary>Closes a year with a report, or opens it again with none. Two at once: the second fails on the key and is the caller's to repeat.</summary>
    public static async Task AddAsync(IDatabaseTransaction transaction, LegalEntityId entity, int year, Guid? report, string reason, string actor, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            insert into tax.closed_year (tenant_id, legal_entity_id, year, version, report_id, reason, actor, changed_at)
            select $1, $2, $3, coalesce(max(version), 0) + 1, $4, $5, $6, $7 from tax.closed_year where tenant_id = $1 and legal_entity_id = $2 and year = $3
            """,
            transaction.Connection);
        var p = command.Parameters;
        p.Add(new() { Value = transaction.Tenant.Value });
        p.Add(new() { Value = entity.Value });
        p.Add(new() { Value = year });
        p.Add(new() { Value = (object?)report ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        p.Add(new() { Value = reason });
        p.Add(new() { Value = actor });
        p.Add(new() { Value = at.UtcDateTime });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
