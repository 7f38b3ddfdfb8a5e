using Npgsql;
using NpgsqlTypes;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Platform.SignIn;

namespace PortfolioPlatform.Identity.Members;

/// <summary>Somebody was asked to join.</summary>
internal sealed record Invitation(TenantId Tenant, Guid Id, string Email, string Name, RoleGrant Grant, string InvitedBy, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt);

/// <summary>Reads and writes invitations.</summary>
internal static class InvitationSql
{
    public static async Task InsertAsync(IDatabaseTransaction transaction, Invitation i, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "insert into identity.invitation (tenant_id, invitation_id, email, name, role, invited_by, created_at, expires_at, node) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)", transaction.Connection);
        object[] values = [i.Tenant.Value, i.Id, i.Email, i.Name, i.Grant.Role, i.InvitedBy, i.CreatedAt, i.ExpiresAt];
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        command.Parameters.Add(new() { Value = (object?)i.Grant.Node?.Value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The tenant's invitations that can still be accepted, newest first.</summary>
    public static async Task<List<Invitation>> OpenAsync(IDatabaseTransaction transaction, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            select tenant_id, invitation_id, email, name, role, node, invited_by, created_at, expires_at from identity.invitation
            where tenant_id = $1 and accepted_at is null and withdrawn_at is null and expires_at > $2 order by created_at desc, invitation_id
            """,
            transaction.Connection);
        command.Parameters.Add(new() { Value = transaction.Tenant.Value });
        command.Parameters.Add(new() { Value = now });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var open = new List<Invitation>();
        while (await reader.ReadAsync(cancellationToken))
            open.Add(new(
                new(reader.GetGuid(0)), reader.GetGuid(1), reader.GetString(2), reader.GetString(3), new(reader.GetString(4), reader.IsDBNull(5) ? null : new PortfolioId(reader.GetGuid(5))), reader.GetString(6),
                reader.GetFieldValue<DateTimeOffset>(7), reader.GetFieldValue<DateTimeOffset>(8)));
        return open;
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
}
