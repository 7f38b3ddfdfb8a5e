using Npgsql;
using NpgsqlTypes;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Tax.Settings;

/// <summary>Reads and adds settings of legal entities.</summary>
internal static class SettingSql
{
    /// <summary>What holds; null when nobody set anything.</summary>
    public static async Task<TaxSettings?> ReadAsync(IDatabaseTransaction transaction, LegalEntityId entity, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            select jurisdiction, currency, method, scope, allocation, allocation_decided, allocation_by, allocation_lots, version from tax.setting
            where tenant_id = $1 and legal_entity_id = $2 order by version desc limit 1
            """,
            transaction.Connection) { Parameters = { new() { Value = transaction.Tenant.Value }, new() { Value = entity.Value } } };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken)) return null;
        return new TaxSettings(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3))
        {
            Allocation = reader.IsDBNull(4) ? null : new TaxAllocation(reader.GetString(4), reader.GetFieldValue<DateOnly>(5), reader.GetString(6)) { Lots = reader.IsDBNull(7) ? null : reader.GetString(7) },
            Version = reader.GetInt32(8),
        };
    }

    /// <summary>Adds a version. Two at once: the second fails on the key and is the caller's to repeat.</summary>
    public static async Task AddAsync(IDatabaseTransaction transaction, LegalEntityId entity, TaxSettings settings, string actor, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            insert into tax.setting (tenant_id, legal_entity_id, version, jurisdiction, currency, method, scope, allocation, allocation_decided, allocation_by, allocation_lots, actor, set_at)
            select $1, $2, coalesce(max(version), 0) + 1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12 from tax.setting where tenant_id = $1 and legal_entity_id = $2
            """,
            transaction.Connection);
        var p = command.Parameters;
        p.Add(new() { Value = transaction.Tenant.Value });
        p.Add(new() { Value = entity.Value });
        foreach (var text in new[] { settings.Jurisdiction, settings.Currency, settings.Method, settings.Scope }) p.Add(new() { Value = text });
        p.Add(new() { Value = (object?)settings.Allocation?.Rule ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        p.Add(new() { Value = (object?)settings.Allocation?.Decided ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Date });
        p.Add(new() { Value = (object?)settings.Allocation?.By ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        p.Add(new() { Value = (object?)settings.Allocation?.Lots ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        p.Add(new() { Value = actor });
        p.Add(new() { Value = at.UtcDateTime });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
