using Npgsql;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Identity.People;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Platform.SignIn;

namespace PortfolioPlatform.Identity.SignIn;

/// <summary>
/// Sign-ups from their first row to their last. A person and their tenant may be in different databases, so what is to be made is written down in the transaction that makes the person, and
/// whoever meets it unfinished (the sign-up itself, the person's next sign-in or sign-up, a login link) makes the rest. Whoever comes second finds it made.
/// </summary>
internal sealed class SignUps(IDatabase database, IAuditTrail audit, TimeProvider time)
{
    /// <summary>A new person who is to have a tenant; false when the address is taken.</summary>
    public async Task<bool> BeginAsync(Person person, string hash, string tenant, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginSystemAsync(cancellationToken);
        if (!await PersonSql.AddAsync(transaction, person, hash, time.GetUtcNow(), cancellationToken)) return false;
        await NoteAsync(transaction, person.Id, tenant, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>The same for somebody who is here already and belongs nowhere.</summary>
    public async Task BeginAsync(Guid person, string tenant, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginSystemAsync(cancellationToken);
        await NoteAsync(transaction, person, tenant, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Makes what is left to make for a person; false when nothing is.</summary>
    public async Task<bool> FinishAsync(Guid person, CancellationToken cancellationToken)
    {
        if (await FindAsync(person, cancellationToken) is not { } begun) return false;
        await database.EnsureTenantAsync(begun.Tenant, begun.Name, cancellationToken);
        await using (var transaction = await database.BeginAsync(begun.Tenant, cancellationToken))
        {
            if (await IsFirstAsync(transaction, person, cancellationToken)) await JoinAsync(transaction, begun, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        await ForgetAsync(person, cancellationToken);
        return true;
    }

    private async Task JoinAsync(IDatabaseTransaction transaction, Begun begun, CancellationToken cancellationToken)
    {
        var owner = await SignUpService.JoinAsync(transaction, begun.Tenant, begun.Person, new RoleGrant(MemberRoles.Owner, null), "sign-up", time.GetUtcNow(), cancellationToken);
        await transaction.PublishAsync(new TenantSignedUp(begun.Tenant, begun.Name), cancellationToken);
        await audit.AppendAsync(transaction, new AuditAct("tenant.signed-up", owner.ToString()) { Actor = begun.Person.Name }, cancellationToken);
    }

    /// <summary>Whether the person never had a place in the transaction's tenant: who was removed from it does not come back by a note that was left.</summary>
    private static async Task<bool> IsFirstAsync(IDatabaseTransaction transaction, Guid person, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection)
        {
            BatchCommands =
            {
                new("select pg_advisory_xact_lock(hashtextextended('sign-up ' || $1::text, 0))") { Parameters = { new() { Value = transaction.Tenant.Value } } },
                new("select not exists (select from identity.member where tenant_id = $1 and person_id = $2)") { Parameters = { new() { Value = transaction.Tenant.Value }, new() { Value = person } } },
            },
        };
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) && reader.GetBoolean(0);
    }

    private async Task NoteAsync(IDatabaseTransaction transaction, Guid person, string tenant, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("insert into identity.sign_up (person_id, new_tenant, name, begun_at) values ($1, $2, $3, $4) on conflict (person_id) do nothing", transaction.Connection);
        foreach (var value in new object[] { person, Guid.CreateVersion7(), tenant, time.GetUtcNow() }) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<Begun?> FindAsync(Guid person, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginSystemAsync(cancellationToken);
        await using var command = new NpgsqlCommand("select s.new_tenant, s.name, p.email, p.name from identity.sign_up s join identity.person p using (person_id) where person_id = $1", transaction.Connection)
        {
            Parameters = { new() { Value = person } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? new(new TenantId(reader.GetGuid(0)), reader.GetString(1), new Person(person, reader.GetString(2), reader.GetString(3))) : null;
    }

    private async Task ForgetAsync(Guid person, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginSystemAsync(cancellationToken);
        await using var command = new NpgsqlCommand("delete from identity.sign_up where person_id = $1", transaction.Connection) { Parameters = { new() { Value = person } } };
        await command.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private sealed record Begun(TenantId Tenant, string Name, Person Person);
}
