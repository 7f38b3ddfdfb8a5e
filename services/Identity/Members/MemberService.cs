using Npgsql;
using NpgsqlTypes;
using PortfolioPlatform.Identity.People;
using PortfolioPlatform.Identity.Sessions;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Platform.SignIn;

namespace PortfolioPlatform.Identity.Members;

/// <summary>Roles given and taken, members removed; what changes takes effect everywhere within a second. A tenant always keeps an owner.</summary>
internal sealed class MemberService(IDatabase database, RevocationList revocations, TimeProvider time, ITreeDirectory? tree = null)
{
    private static readonly Error NotFound = new("NOT_FOUND", "There is no such member.") { Kind = ErrorKind.NotFound };
    private static readonly Error LastOwner = new("LAST_OWNER", "A tenant keeps at least one owner: make another first.") { Kind = ErrorKind.Conflict };
    private static readonly Error NoGrant = new("GRANT_NOT_FOUND", "The member has no such role there.") { Kind = ErrorKind.NotFound };
    private static readonly Error NoPortfolio = new("PORTFOLIO_NOT_FOUND", "There is no such portfolio.") { Kind = ErrorKind.NotFound };
    private static readonly Error UnknownRole = new("UNKNOWN_ROLE", "Roles are owner, manager, analyst, finance and auditor.");

    public async Task<Error?> GrantAsync(TenantId tenant, Guid member, RoleGrant grant, string by, CancellationToken cancellationToken) =>
        await CheckAsync(tenant, grant, cancellationToken)
        ?? await ChangeAsync(tenant, member, async t =>
        {
            await MemberSql.GrantAsync(t, tenant, member, grant, by, time.GetUtcNow(), cancellationToken);
            return 1;
        }, cancellationToken);

    /// <summary>Whether there is such a role, and such a portfolio in this tenant.</summary>
    public async Task<Error?> CheckAsync(TenantId tenant, RoleGrant grant, CancellationToken cancellationToken)
    {
        if (!MemberRoles.All.Contains(grant.Role)) return UnknownRole;
        return grant.Node is { } node && tree is not null && !await tree.HasPortfolioAsync(tenant, node, cancellationToken) ? NoPortfolio : null;
    }

    public Task<Error?> RevokeAsync(TenantId tenant, Guid member, RoleGrant grant, CancellationToken cancellationToken) => ChangeAsync(
        tenant, member,
        t => ExecuteAsync(t, "delete from identity.role_grant where tenant_id = $1 and member_id = $2 and role = $3 and node is not distinct from $4", cancellationToken, member, grant.Role, grant.Node?.Value),
        cancellationToken, NoGrant);

    public async Task<Error?> RemoveAsync(TenantId tenant, Guid member, CancellationToken cancellationToken)
    {
        return await ChangeAsync(tenant, member, async t =>
        {
            await ExecuteAsync(t, "update identity.member set removed_at = $3 where tenant_id = $1 and member_id = $2", cancellationToken, member, time.GetUtcNow());
            await ExecuteAsync(t, "delete from identity.role_grant where tenant_id = $1 and member_id = $2", cancellationToken, member);
            await SessionSql.EndAllAsync(t, null, member, null, time.GetUtcNow(), cancellationToken);
            return 1;
        }, cancellationToken, ends: true);
    }

    private async Task<Error?> ChangeAsync(TenantId tenant, Guid member, Func<IDatabaseTransaction, Task<int>> change, CancellationToken cancellationToken, Error? nothing = null, bool ends = false)
    {
        await using (var transaction = await database.BeginAsync(tenant, cancellationToken))
        {
            await MemberSql.LockAsync(transaction, cancellationToken);
            if (await MemberSql.FindAsync(transaction, tenant, member, cancellationToken) is null) return NotFound;
            if (await change(transaction) == 0) return nothing;
            if (!await HasOwnerAsync(transaction, cancellationToken)) return LastOwner;
            await transaction.CommitAsync(cancellationToken);
            await transaction.ThenAsync(async token =>
            {
                await revocations.AgeAsync(member, token);
                if (ends) await revocations.EndAsync(member, token);
            }, cancellationToken);
        }

        return null;
    }

    private static async Task<bool> HasOwnerAsync(IDatabaseTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select exists (select from identity.role_grant where tenant_id = $1 and role = 'owner' and node is null)", transaction.Connection);
        command.Parameters.Add(new() { Value = transaction.Tenant.Value });
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task<int> ExecuteAsync(IDatabaseTransaction transaction, string sql, CancellationToken cancellationToken, params object?[] values)
    {
        await using var command = new NpgsqlCommand(sql, transaction.Connection) { Parameters = { new() { Value = transaction.Tenant.Value } } };
        foreach (var value in values) command.Parameters.Add(value is null ? new() { Value = DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid } : new() { Value = value });
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
