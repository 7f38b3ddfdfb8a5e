using Npgsql;
using PortfolioPlatform.Identity.People;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Platform.SignIn;

namespace PortfolioPlatform.Identity.External;

/// <summary>
/// Which member of the tenant somebody at its provider is: who was linked before; else who has the address that the provider verified; else who was invited at that address.
/// Nobody becomes a member by knowing a provider.
/// </summary>
internal sealed class ExternalMembers(IDatabase database, TimeProvider time)
{
    /// <summary>The member; null if there is none.</summary>
    public async Task<Member?> ResolveAsync(TenantId tenant, ExternalPerson person, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginSystemAsync(cancellationToken);
        if (await LinkedAsync(transaction, tenant, person, cancellationToken) is { } linked) return linked;
        if (person.Email is not { } email) return null;
        var member = await OfAddressAsync(transaction, tenant, email, cancellationToken) ?? await InvitedAsync(transaction, tenant, email, cancellationToken);
        if (member is null) return null;
        await LinkAsync(transaction, member, person, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return member;
    }

    private static async Task<Member?> LinkedAsync(IDatabaseTransaction transaction, TenantId tenant, ExternalPerson person, CancellationToken cancellationToken)
    {
        await using var command = Command(transaction, "select person_id from identity.external_login where tenant_id = $1 and issuer = $2 and subject = $3", tenant.Value, person.Issuer, person.Subject);
        return await command.ExecuteScalarAsync(cancellationToken) is Guid known ? await PlaceAsync(transaction, tenant, known, cancellationToken) : null;
    }

    private static async Task<Member?> OfAddressAsync(IDatabaseTransaction transaction, TenantId tenant, string email, CancellationToken cancellationToken) =>
        await PersonSql.FindAsync(transaction, email, cancellationToken) is { } person ? await PlaceAsync(transaction, tenant, person.Id, cancellationToken) : null;

    private static async Task<Member?> PlaceAsync(IDatabaseTransaction transaction, TenantId tenant, Guid person, CancellationToken cancellationToken) =>
        (await MemberSql.OfPersonAsync(transaction, person, cancellationToken)).Find(m => m.Tenant == tenant);

    private async Task<Member?> InvitedAsync(IDatabaseTransaction transaction, TenantId tenant, string email, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (await AcceptAsync(transaction, tenant, email, now, cancellationToken) is not { } invitation) return null;
        var person = await PersonSql.EnsureAsync(transaction, new Person(Guid.CreateVersion7(now), email, invitation.Name), now, cancellationToken);
        var member = new Member(tenant, Guid.CreateVersion7(now), person, invitation.Name, email);
        member = member with { Id = await MemberSql.EnsureAsync(transaction, member, now, cancellationToken) };
        await MemberSql.GrantAsync(transaction, tenant, member.Id, invitation.Grant, invitation.By, now, cancellationToken);
        return member;
    }

    private static async Task<(string Name, RoleGrant Grant, string By)?> AcceptAsync(IDatabaseTransaction transaction, TenantId tenant, string email, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = Command(
            transaction,
            """
            update identity.invitation set accepted_at = $3 where tenant_id = $1 and invitation_id = (
              select invitation_id from identity.invitation
              where tenant_id = $1 and upper(trim(email)) = $2 and accepted_at is null and withdrawn_at is null and expires_at > $3 order by created_at desc limit 1 for update)
            returning name, role, node, invited_by
            """,
            tenant.Value, Person.KeyOf(email), now);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? (reader.GetString(0), new RoleGrant(reader.GetString(1), reader.IsDBNull(2) ? null : new PortfolioId(reader.GetGuid(2))), reader.GetString(3)) : null;
    }

    private async Task LinkAsync(IDatabaseTransaction transaction, Member member, ExternalPerson person, CancellationToken cancellationToken)
    {
        await using var command = Command(
            transaction,
            """
            insert into identity.external_login (tenant_id, issuer, subject, person_id, linked_at) values ($1, $2, $3, $4, $5)
            on conflict (tenant_id, issuer, subject) do update set person_id = $4, linked_at = $5
            """,
            member.Tenant.Value, person.Issuer, person.Subject, member.Person, time.GetUtcNow());
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static NpgsqlCommand Command(IDatabaseTransaction transaction, string sql, params ReadOnlySpan<object> values)
    {
        var command = new NpgsqlCommand(sql, transaction.Connection);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return command;
    }
}
