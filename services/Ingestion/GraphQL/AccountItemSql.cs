using Npgsql;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Ingestion.GraphQL;

/// <summary>Reads of accounts what the API shows, and no more.</summary>
internal static class AccountItemSql
{
    private const string Select =
        "select account_id, venue, name, legal_entity_id, key_hint, paused, key_label, greatest(key_used_at, last_sync), key_expires_at, disabled_at is not null from ingestion.account where tenant_id = $1";

    /// <summary>Some accounts, removed ones included.</summary>
    public static Task<List<AccountItem>> FindAsync(IReads reads, TenantId tenant, Guid[] accounts, CancellationToken cancellationToken) => reads.ReadAsync(
        tenant, new NpgsqlBatchCommand($"{Select} and account_id = any($2)") { Parameters = { new() { Value = tenant.Value }, new() { Value = accounts } } }, Read, cancellationToken);

    /// <summary>Those that are not removed.</summary>
    public static Task<List<AccountItem>> ListAsync(IReads reads, TenantId tenant, CancellationToken cancellationToken) =>
        reads.ReadAsync(tenant, new NpgsqlBatchCommand($"{Select} and not removed order by created_at, name") { Parameters = { new() { Value = tenant.Value } } }, Read, cancellationToken);

    private static AccountItem Read(NpgsqlDataReader r)
    {
        var venue = r.GetString(1);
        return new(r.GetGuid(0), venue, VenueNames.Of(venue), r.GetString(2), r.GetGuid(3), r.GetString(4), r.GetBoolean(5), r.IsDBNull(6) ? null : r.GetString(6), Time(r, 7), Time(r, 8), r.GetBoolean(9));
    }

    private static DateTimeOffset? Time(NpgsqlDataReader r, int column) => r.IsDBNull(column) ? null : new(r.GetDateTime(column), TimeSpan.Zero);
}
