using Npgsql;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Ingestion.GraphQL;

/// <summary>Where an account stands among the others.</summary>
internal readonly record struct AccountPlace(DateTime ConnectedAt, Guid Account);

/// <summary>Reads of accounts what the API shows, and no more.</summary>
internal static class AccountItemSql
{
    private const string Select =
        "select account_id, venue, name, legal_entity_id, key_hint, paused, key_label, greatest(key_used_at, last_sync), key_expires_at, disabled_at is not null, created_at from ingestion.account where tenant_id = $1";

    /// <summary>Some accounts, removed ones included.</summary>
    public static Task<List<AccountItem>> FindAsync(IReads reads, TenantId tenant, Guid[] accounts, CancellationToken cancellationToken) => reads.ReadAsync(
        tenant, new NpgsqlBatchCommand($"{Select} and account_id = any($2)") { Parameters = { new() { Value = tenant.Value }, new() { Value = accounts } } }, Read, cancellationToken);

    /// <summary>Those that are not removed, behind a place, in the order they were connected; when each was comes with it.</summary>
    public static Task<List<(AccountItem Account, DateTimeOffset ConnectedAt)>> PageAsync(IReads reads, TenantId tenant, AccountPlace? after, int most, CancellationToken cancellationToken) =>
        reads.ReadAsync(tenant, Page(tenant, after, most), r => (Read(r), new DateTimeOffset(r.GetDateTime(10), TimeSpan.Zero)), cancellationToken);

    internal static NpgsqlBatchCommand Page(TenantId tenant, AccountPlace? after, int most)
    {
        var statement = new NpgsqlBatchCommand($"{Select} and not removed and (created_at, account_id) > ($2, $3) order by created_at, account_id limit $4");
        object[] values = [tenant.Value, after?.ConnectedAt ?? DateTime.UnixEpoch, after?.Account ?? Guid.Empty, most];
        foreach (var value in values) statement.Parameters.Add(new() { Value = value });
        return statement;
    }

    private static AccountItem Read(NpgsqlDataReader r)
    {
        var venue = r.GetString(1);
        return new(r.GetGuid(0), venue, VenueNames.Of(venue), r.GetString(2), r.GetGuid(3), r.GetString(4), r.GetBoolean(5), r.IsDBNull(6) ? null : r.GetString(6), Time(r, 7), Time(r, 8), r.GetBoolean(9));
    }

    private static DateTimeOffset? Time(NpgsqlDataReader r, int column) => r.IsDBNull(column) ? null : new(r.GetDateTime(column), TimeSpan.Zero);
}
