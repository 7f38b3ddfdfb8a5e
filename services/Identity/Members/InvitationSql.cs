using Npgsql;
using NpgsqlTypes;
using PortfolioPlatform.Identity.People;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Platform.SignIn;

namespace PortfolioPlatform.Identity.Members;

/// <summary>Somebody was asked to join.</summary>
internal sealed record Invitation(TenantId Tenant, Guid Id, string Email, string Name, RoleGrant Grant, string InvitedBy, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt);

/// <summary>Where an invitation stands among the others.</summary>
internal readonly record struct InvitationPlace(DateTime ExpiresAt, Guid Invitation);

/// <summary>Reads and writes invitations.</summary>
internal static class InvitationSql
{
    private const string Open = """
        select tenant_id, invitation_id, email, name, role, node, invited_by, created_at, expires_at from identity.invitation
        where tenant_id = $1 and accepted_at is null and withdrawn_at is null and expires_at > $2
        """;

    public static async Task InsertAsync(IDatabaseTransaction transaction, Invitation i, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "insert into identity.invitation (tenant_id, invitation_id, email, name, role, invited_by, created_at, expires_at, node) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)", transaction.Connection);
        object[] values = [i.Tenant.Value, i.Id, i.Email, i.Name, i.Grant.Role, i.InvitedBy, i.CreatedAt, i.ExpiresAt];
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        command.Parameters.Add(new() { Value = (object?)i.Grant.Node?.Value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>An invitation that can still be accepted; null if it cannot.</summary>
    public static async Task<Invitation?> FindAsync(IDatabaseTransaction transaction, Guid invitation, DateTimeOffset now, CancellationToken cancellationToken) =>
        (await ReadAsync(transaction, "and invitation_id = $3", now, cancellationToken, invitation)).FirstOrDefault();

    /// <summary>The newest invitation of an address, whatever its case, that can still be accepted; null if there is none.</summary>
    public static async Task<Invitation?> FindAsync(IDatabaseTransaction transaction, string email, DateTimeOffset now, CancellationToken cancellationToken) =>
        (await ReadAsync(transaction, "", now, cancellationToken)).Find(i => Person.KeyOf(i.Email) == Person.KeyOf(email));

    /// <summary>Those behind a place that can still be accepted, the newest first.</summary>
    public static Task<List<Invitation>> PageAsync(IReads reads, TenantId tenant, DateTimeOffset now, InvitationPlace? after, int most, CancellationToken cancellationToken) =>
        reads.ReadAsync(tenant, Page(tenant, now, after, most), Read, cancellationToken);

    /// <summary>All invitations last equally long: what ends last is the newest. So what is over is behind the last of a page, and not between its rows.</summary>
    internal static NpgsqlBatchCommand Page(TenantId tenant, DateTimeOffset now, InvitationPlace? after, int most)
    {
        var statement = new NpgsqlBatchCommand($"{Open} and (expires_at, invitation_id) < ($3, $4) order by expires_at desc, invitation_id desc limit $5");
        object[] values = [tenant.Value, now.UtcDateTime, after?.ExpiresAt ?? KeysetPage.Latest, after?.Invitation ?? KeysetPage.LastId, most];
        foreach (var value in values) statement.Parameters.Add(new() { Value = value });
        return statement;
    }

    /// <summary>Accepts or withdraws it, once.</summary>
    public static async Task<bool> CloseAsync(IDatabaseTransaction transaction, string column, TenantId tenant, Guid invitation, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"update identity.invitation set {column} = $3 where tenant_id = $1 and invitation_id = $2 and accepted_at is null and withdrawn_at is null and expires_at > $3", transaction.Connection);
        command.Parameters.Add(new() { Value = tenant.Value });
        command.Parameters.Add(new() { Value = invitation });
        command.Parameters.Add(new() { Value = now });
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    private static Task<List<Invitation>> ReadAsync(IDatabaseTransaction transaction, string which, DateTimeOffset now, CancellationToken cancellationToken, params ReadOnlySpan<object> values)
    {
        var command = new NpgsqlCommand($"{Open} {which} order by expires_at desc, invitation_id desc", transaction.Connection) { Parameters = { new() { Value = transaction.Tenant.Value }, new() { Value = now.UtcDateTime } } };
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return ReadAsync(command, cancellationToken);
    }

    private static async Task<List<Invitation>> ReadAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using (command)
        {
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            return await reader.TakeAsync(Read, cancellationToken);
        }
    }

    private static Invitation Read(NpgsqlDataReader r) => new(
        new(r.GetGuid(0)), r.GetGuid(1), r.GetString(2), r.GetString(3), new(r.GetString(4), r.IsDBNull(5) ? null : new PortfolioId(r.GetGuid(5))), r.GetString(6),
        r.GetFieldValue<DateTimeOffset>(7), r.GetFieldValue<DateTimeOffset>(8));
}
