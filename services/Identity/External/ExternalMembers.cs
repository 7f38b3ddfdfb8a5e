using Npgsql;
using PortfolioPlatform.Identity.Members;
using PortfolioPlatform.Identity.People;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Platform.SignIn;

namespace PortfolioPlatform.Identity.External;

/// <summary>
/// Which member of the tenant somebody at its provider is: who was linked before; else who has the address that the provider verified; else who was invited at that address.
/// Nobody becomes a member by knowing a provider.
/// </summary>
internal sealed class ExternalMembers(IDatabase database, WaysTrail trail, TimeProvider time)
{
    /// <summary>The member; null if there is none.</summary>
    public async Task<Member?> ResolveAsync(TenantId tenant, ExternalPerson person, CancellationToken cancellationToken)
    {
        var known = person.Email is { } address ? await FindAsync(address, cancellationToken) : null;
        await using (var transaction = await database.BeginSystemAsync(database.PlaceOf(tenant), cancellationToken))
        {
            if (await LinkedAsync(transaction, tenant, person, cancellationToken) is { } linked) return linked;
            if (person.Email is null) return null;
            if (known is not null && await MemberSql.OfPersonAsync(transaction, tenant, known.Id, cancellationToken) is { } member) return await LinkAsync(transaction, member, person, cancellationToken);
        }

        return await InvitedAsync(tenant, person, cancellationToken);
    }

    private async Task<Person?> FindAsync(string email, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginSystemAsync(cancellationToken);
        return await PersonSql.FindAsync(transaction, email, cancellationToken);
    }

    private static async Task<Member?> LinkedAsync(IDatabaseTransaction transaction, TenantId tenant, ExternalPerson person, CancellationToken cancellationToken)
    {
        await using var command = Command(transaction, "select person_id from identity.external_login where tenant_id = $1 and issuer = $2 and subject = $3", tenant.Value, person.Issuer, person.Subject);
        return await command.ExecuteScalarAsync(cancellationToken) is Guid known ? await MemberSql.OfPersonAsync(transaction, tenant, known, cancellationToken) : null;
    }

    /// <summary>
    /// Takes an invitation at the person's address. The person is made first: people are not in the tenant's database, and one without a place does no harm. Never somebody who is here with this
    /// address already: the provider knows whose address it is, and nobody has verified theirs.
    /// </summary>
    private async Task<Member?> InvitedAsync(TenantId tenant, ExternalPerson person, CancellationToken cancellationToken)
    {
        var (now, email) = (time.GetUtcNow(), person.Email!);
        if (await FindInvitationAsync(tenant, email, now, cancellationToken) is not { } open) return null;
        // Typed addresses are compared in capitals, so this is none of them.
        var id = await PersonSql.EnsureOfProviderAsync(database, new Person(Guid.CreateVersion7(now), email, open.Name), $"provider {tenant} {person.Issuer} {person.Subject}", now, cancellationToken);
        await using var transaction = await database.BeginSystemAsync(database.PlaceOf(tenant), cancellationToken);
        if (await AcceptAsync(transaction, tenant, email, now, cancellationToken) is not { } invitation) return null;
        var member = new Member(tenant, Guid.CreateVersion7(now), id, invitation.Name, email);
        member = member with { Id = await MemberSql.EnsureAsync(transaction, member, now, cancellationToken) };
        await MemberSql.GrantAsync(transaction, tenant, member.Id, invitation.Grant, invitation.By, now, cancellationToken);
        return await LinkAsync(transaction, member, person, cancellationToken);
    }

    private async Task<Invitation?> FindInvitationAsync(TenantId tenant, string email, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(tenant, cancellationToken);
        return await InvitationSql.FindAsync(transaction, email, now, cancellationToken);
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

    private async Task<Member> LinkAsync(IDatabaseTransaction transaction, Member member, ExternalPerson person, CancellationToken cancellationToken)
    {
        await using var command = Command(
            transaction,
            """
            insert into identity.external_login (tenant_id, issuer, subject, person_id, linked_at) values ($1, $2, $3, $4, $5)
            on conflict (tenant_id, issuer, subject) do update set person_id = $4, linked_at = $5
            """,
            member.Tenant.Value, person.Issuer, person.Subject, member.Person, time.GetUtcNow());
        await command.ExecuteNonQueryAsync(cancellationToken);
        await trail.NoteAsync(member.Tenant, new AuditAct("provider.linked", member.Id.ToString()) { Actor = member.Name, Detail = person.Issuer }, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return member;
    }

    private static NpgsqlCommand Command(IDatabaseTransaction transaction, string sql, params ReadOnlySpan<object> values)
    {
        var command = new NpgsqlCommand(sql, transaction.Connection);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return command;
    }
}
