using System.Collections.Immutable;
using Npgsql;
using NpgsqlTypes;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Platform.SignIn;

namespace PortfolioPlatform.Identity.People;

/// <summary>Where a member stands among the others of the tenant.</summary>
internal readonly record struct MemberPlace(string Name, Guid Member);

/// <summary>Where a role stands among those of a member; no node, which is the whole tenant, comes first.</summary>
internal readonly record struct GrantPlace(string Role, Guid Node);

/// <summary>Reads and writes members and their roles.</summary>
internal static class MemberSql
{
    /// <summary>The person's place in the tenant, made if there is none.</summary>
    public static async Task<Guid> EnsureAsync(IDatabaseTransaction transaction, Member member, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            with added as (
              insert into identity.member (tenant_id, member_id, person_id, name, email, joined_at) values ($1, $2, $3, $4, $5, $6)
              on conflict (person_id, tenant_id) where removed_at is null do nothing returning member_id)
            select member_id from added union all select member_id from identity.member where tenant_id = $1 and person_id = $3 and removed_at is null limit 1
            """,
            transaction.Connection);
        foreach (object value in new object[] { member.Tenant.Value, member.Id, member.Person, member.Name, member.Email, now }) command.Parameters.Add(new() { Value = value });
        return (Guid)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>The places of a person, oldest first, in all databases; without those of one that is away.</summary>
    public static async Task<List<Member>> OfPersonAsync(IDatabase database, Guid person, CancellationToken cancellationToken)
    {
        var places = await database.EverywhereAsync((transaction, token) => OfPersonAsync(transaction, person, token), cancellationToken);
        return [.. places.OrderBy(p => p.JoinedAt).ThenBy(p => p.Member.Id).Select(p => p.Member)];
    }

    private static async Task<List<(DateTimeOffset JoinedAt, Member Member)>> OfPersonAsync(IDatabaseTransaction transaction, Guid person, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select tenant_id, member_id, person_id, name, email, joined_at from identity.member where person_id = $1 and removed_at is null", transaction.Connection);
        command.Parameters.Add(new() { Value = person });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.TakeAsync(r => (r.GetFieldValue<DateTimeOffset>(5), new Member(new(r.GetGuid(0)), r.GetGuid(1), r.GetGuid(2), r.GetString(3), r.GetString(4))), cancellationToken);
    }

    /// <summary>The place of a person in one tenant, in a transaction of the system role in its database.</summary>
    public static async Task<Member?> OfPersonAsync(IDatabaseTransaction transaction, TenantId tenant, Guid person, CancellationToken cancellationToken) =>
        (await OfPersonAsync(transaction, person, cancellationToken)).Select(p => p.Member).FirstOrDefault(m => m.Tenant == tenant);

    /// <summary>One change of the members of the transaction's tenant at a time, until it ends.</summary>
    public static async Task LockAsync(IDatabaseTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select pg_advisory_xact_lock(hashtextextended('members ' || $1::text, 0))", transaction.Connection) { Parameters = { new() { Value = transaction.Tenant.Value } } };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Everybody of the transaction's tenant.</summary>
    public static async Task<List<Guid>> AllAsync(IDatabaseTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select member_id from identity.member where tenant_id = $1 and removed_at is null", transaction.Connection) { Parameters = { new() { Value = transaction.Tenant.Value } } };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.TakeAsync(r => r.GetGuid(0), cancellationToken);
    }

    /// <summary>Who belongs to a tenant behind a place, in order of their names.</summary>
    public static Task<List<Member>> PageAsync(IReads reads, TenantId tenant, MemberPlace? after, int most, CancellationToken cancellationToken) =>
        reads.ReadAsync(tenant, Page(tenant, after, most), Read, cancellationToken);

    internal static NpgsqlBatchCommand Page(TenantId tenant, MemberPlace? after, int most)
    {
        var statement = new NpgsqlBatchCommand("""
            select tenant_id, member_id, person_id, name, email from identity.member
            where tenant_id = $1 and removed_at is null and (name, member_id) > ($2, $3) order by name, member_id limit $4
            """);
        object[] values = [tenant.Value, after?.Name ?? "", after?.Member ?? Guid.Empty, most];
        foreach (var value in values) statement.Parameters.Add(new() { Value = value });
        return statement;
    }

    public static async Task<Member?> FindAsync(IDatabaseTransaction transaction, TenantId tenant, Guid member, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "select tenant_id, member_id, person_id, name, email from identity.member where tenant_id = $1 and member_id = $2 and removed_at is null", transaction.Connection);
        command.Parameters.Add(new() { Value = tenant.Value });
        command.Parameters.Add(new() { Value = member });
        return (await ReadAsync(command, cancellationToken)).FirstOrDefault();
    }

    public static async Task GrantAsync(IDatabaseTransaction transaction, TenantId tenant, Guid member, RoleGrant grant, string by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "insert into identity.role_grant (tenant_id, member_id, role, node, granted_by, granted_at) values ($1, $2, $3, $4, $5, $6) on conflict do nothing", transaction.Connection);
        command.Parameters.Add(new() { Value = tenant.Value });
        command.Parameters.Add(new() { Value = member });
        command.Parameters.Add(new() { Value = grant.Role });
        command.Parameters.Add(new() { Value = (object?)grant.Node?.Value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        command.Parameters.Add(new() { Value = by });
        command.Parameters.Add(new() { Value = now });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public static async Task<ImmutableArray<RoleGrant>> GrantsAsync(IDatabaseTransaction transaction, TenantId tenant, Guid member, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select role, node from identity.role_grant where tenant_id = $1 and member_id = $2 order by role, node", transaction.Connection);
        command.Parameters.Add(new() { Value = tenant.Value });
        command.Parameters.Add(new() { Value = member });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var grants = ImmutableArray.CreateBuilder<RoleGrant>();
        while (await reader.ReadAsync(cancellationToken)) grants.Add(new(reader.GetString(0), reader.IsDBNull(1) ? null : new PortfolioId(reader.GetGuid(1))));
        return grants.ToImmutable();
    }

    /// <summary>The roles of some members behind a place: so many of each.</summary>
    public static Task<List<(Guid Member, RoleGrant Grant)>> GrantsAsync(IReads reads, TenantId tenant, GrantPlace? after, Guid[] members, int most, CancellationToken cancellationToken) => reads.ReadAsync(
        tenant, Grants(tenant, after, members, most), r => (r.GetGuid(0), new RoleGrant(r.GetString(1), r.IsDBNull(2) ? null : new PortfolioId(r.GetGuid(2)))), cancellationToken);

    internal static NpgsqlBatchCommand Grants(TenantId tenant, GrantPlace? after, Guid[] members, int most)
    {
        var statement = new NpgsqlBatchCommand("""
            select m.member_id, g.role, g.node from unnest($2) as m(member_id) cross join lateral (
              select g.role, g.node from identity.role_grant g where g.tenant_id = $1 and g.member_id = m.member_id and (g.role, coalesce(g.node, $5)) > ($3, $4)
              order by g.role, coalesce(g.node, $5) limit $6) g
            """);
        object[] values = [tenant.Value, members, after?.Role ?? "", after?.Node ?? Guid.Empty, Guid.Empty, most];
        foreach (var value in values) statement.Parameters.Add(new() { Value = value });
        return statement;
    }

    private static async Task<List<Member>> ReadAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.TakeAsync(Read, cancellationToken);
    }

    private static Member Read(NpgsqlDataReader r) => new(new(r.GetGuid(0)), r.GetGuid(1), r.GetGuid(2), r.GetString(3), r.GetString(4));
}
