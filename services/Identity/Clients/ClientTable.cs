using System.Security.Cryptography;
using System.Text;
using Npgsql;
using PortfolioPlatform.Identity.Tokens;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Platform.GraphQL;

namespace PortfolioPlatform.Identity.Clients;

/// <summary>Where a client stands among the others.</summary>
internal readonly record struct ClientPlace(DateTime CreatedAt, Guid Client);

/// <summary>Clients as rows of their tenant.</summary>
internal static class ClientTable
{
    private const string Columns = "client_id, name, role, node_id, scopes, networks, created_at, created_by, expires_at, secret_hash, previous_hash, previous_until, keys, revoked_at, last_used_at";

    /// <summary>A client of the transaction's tenant, revoked ones included; null if there is none.</summary>
    public static async Task<ApiClient?> FindAsync(IDatabaseTransaction transaction, Guid client, CancellationToken cancellationToken)
    {
        await using var command = Command(transaction, $"select {Columns} from identity.api_client where tenant_id = $1 and client_id = $2", client);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? Read(reader, transaction.Tenant) : null;
    }

    /// <summary>How many clients of the transaction's tenant are not revoked.</summary>
    public static async Task<long> CountAsync(IDatabaseTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = Command(transaction, "select count(*) from identity.api_client where tenant_id = $1 and revoked_at is null");
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Clients behind a place, revoked ones included, the newest first.</summary>
    public static Task<List<ApiClient>> PageAsync(IReads reads, TenantId tenant, ClientPlace? after, int most, CancellationToken cancellationToken) =>
        reads.ReadAsync(tenant, Page(tenant, after, most), r => Read(r, tenant), cancellationToken);

    internal static NpgsqlBatchCommand Page(TenantId tenant, ClientPlace? after, int most)
    {
        var statement = new NpgsqlBatchCommand($"select {Columns} from identity.api_client where tenant_id = $1 and (created_at, client_id) < ($2, $3) order by created_at desc, client_id desc limit $4");
        object[] values = [tenant.Value, after?.CreatedAt ?? KeysetPage.Latest, after?.Client ?? KeysetPage.LastId, most];
        foreach (var value in values) statement.Parameters.Add(new() { Value = value });
        return statement;
    }

    public static async Task AddAsync(IDatabaseTransaction transaction, ApiClient client, CancellationToken cancellationToken)
    {
        await using var command = Command(
            transaction,
            """
            insert into identity.api_client (tenant_id, client_id, name, role, node_id, scopes, networks, created_at, created_by, expires_at, secret_hash, keys)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            """,
            client.Name.Client, client.Title, client.Role, client.Node?.Value, client.Scopes.ToArray(), client.Networks.Networks.Select(n => n.ToString()).ToArray(),
            client.CreatedAt, client.CreatedBy, client.Expires, client.SecretHash, client.Keys);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Gives a client another secret, or other keys. The secret before counts until an instant, or not at all.</summary>
    public static async Task RotateAsync(IDatabaseTransaction transaction, Guid client, byte[]? secretHash, string? keys, DateTimeOffset? previousUntil, CancellationToken cancellationToken)
    {
        await using var command = Command(
            transaction,
            """
            update identity.api_client set previous_hash = case when $5::timestamptz is null then null else secret_hash end, previous_until = $5, secret_hash = $3, keys = $4
            where tenant_id = $1 and client_id = $2
            """,
            client, secretHash, keys, previousUntil);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public static async Task RevokeAsync(IDatabaseTransaction transaction, Guid client, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using var command = Command(transaction, "update identity.api_client set revoked_at = coalesce(revoked_at, $3) where tenant_id = $1 and client_id = $2", client, at);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public static async Task UsedAsync(IDatabaseTransaction transaction, Guid client, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using var command = Command(
            transaction,
            "update identity.api_client set last_used_at = $3 where tenant_id = $1 and client_id = $2 and coalesce(last_used_at, '-infinity') < $3 - interval '1 minute'",
            client, at);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Remembers an assertion; false if it was used before. Those that are over are forgotten.</summary>
    public static async Task<bool> UseAssertionAsync(IDatabaseTransaction transaction, Guid client, AssertionUse use, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = Command(
            transaction,
            """
            with old as (delete from identity.used_assertion where tenant_id = $1 and client_id = $2 and until < $5 and assertion_hash <> $3)
            insert into identity.used_assertion (tenant_id, client_id, assertion_hash, until) values ($1, $2, $3, $4) on conflict do nothing
            """,
            client, SHA256.HashData(Encoding.UTF8.GetBytes(use.Id)), use.Until, now);
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    private static NpgsqlCommand Command(IDatabaseTransaction transaction, string sql, params ReadOnlySpan<object?> values)
    {
        var command = new NpgsqlCommand(sql, transaction.Connection);
        command.Parameters.Add(new() { Value = transaction.Tenant.Value });
        foreach (var value in values) command.Parameters.Add(new() { Value = value is DateTimeOffset at ? at.ToUniversalTime() : value ?? DBNull.Value });
        return command;
    }

    private static ApiClient Read(NpgsqlDataReader reader, TenantId tenant) => new(
        new ClientName(tenant, reader.GetGuid(0)), reader.GetString(1), reader.GetString(2), reader.IsDBNull(3) ? null : new PortfolioId(reader.GetGuid(3)),
        [.. reader.GetFieldValue<string[]>(4)], NetworkList.Parse(reader.GetFieldValue<string[]>(5)).Value ?? throw new InvalidOperationException("A stored network cannot be read."),
        reader.GetFieldValue<DateTimeOffset>(6), reader.GetString(7), Instant(reader, 8))
    {
        SecretHash = reader.IsDBNull(9) ? null : reader.GetFieldValue<byte[]>(9),
        PreviousHash = reader.IsDBNull(10) ? null : reader.GetFieldValue<byte[]>(10),
        PreviousUntil = Instant(reader, 11),
        Keys = reader.IsDBNull(12) ? null : reader.GetString(12),
        Revoked = Instant(reader, 13),
        LastUsed = Instant(reader, 14),
    };

    private static DateTimeOffset? Instant(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<DateTimeOffset>(column);
}
