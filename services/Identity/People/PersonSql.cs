using Npgsql;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Identity.People;

/// <summary>Reads and writes people, in transactions of the system role.</summary>
internal static class PersonSql
{
    /// <summary>The new person, or the one who has this address; people are in the main database, wherever their tenants are.</summary>
    public static async Task<Guid> EnsureAsync(IDatabase database, Person person, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginSystemAsync(cancellationToken);
        var id = await EnsureAsync(transaction, person, Person.KeyOf(person.Email), now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return id;
    }

    /// <summary>A new person with a password; false when the address is taken.</summary>
    public static async Task<bool> AddAsync(IDatabaseTransaction transaction, Person person, string hash, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "insert into identity.person (person_id, email, email_key, name, password_hash, created_at) values ($1, $2, $3, $4, $5, $6) on conflict (email_key) do nothing", transaction.Connection);
        foreach (object value in new object[] { person.Id, person.Email.Trim(), Person.KeyOf(person.Email), person.Name, hash, now }) command.Parameters.Add(new() { Value = value });
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <summary>
    /// Who somebody at a tenant's provider is here: a person of their own, without an address anybody signs in with. Who signed up with that address first may be a stranger, and whoever knows
    /// a stranger's password must not have a place in the tenant by it.
    /// </summary>
    public static async Task<Guid> EnsureOfProviderAsync(IDatabase database, Person person, string key, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginSystemAsync(cancellationToken);
        var id = await EnsureAsync(transaction, person, key, now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return id;
    }

    /// <summary>Notes that all sessions of a person that began before end, but one.</summary>
    public static async Task EndSessionsAsync(IDatabase database, Guid person, Guid? but, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginSystemAsync(cancellationToken);
        await using var command = new NpgsqlCommand("update identity.person set sessions_ended_at = $2, session_kept = $3 where person_id = $1", transaction.Connection);
        command.Parameters.Add(new() { Value = person });
        command.Parameters.Add(new() { Value = now });
        command.Parameters.Add(new() { Value = (object?)but ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid });
        await command.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Whether a session was among those that were ended so.</summary>
    public static async Task<bool> HasEndedAsync(IDatabase database, Sessions.Session session, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginSystemAsync(cancellationToken);
        await using var command = new NpgsqlCommand("select exists (select from identity.person where person_id = $1 and sessions_ended_at > $2 and session_kept is distinct from $3)", transaction.Connection);
        foreach (var value in new object[] { session.Person, session.CreatedAt, session.Id }) command.Parameters.Add(new() { Value = value });
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task<Guid> EnsureAsync(IDatabaseTransaction transaction, Person person, string key, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            with added as (insert into identity.person (person_id, email, email_key, name, created_at) values ($1, $2, $3, $4, $5) on conflict (email_key) do nothing returning person_id)
            select person_id from added union all select person_id from identity.person where email_key = $3 limit 1
            """,
            transaction.Connection);
        foreach (object value in new object[] { person.Id, person.Email.Trim(), key, person.Name, now }) command.Parameters.Add(new() { Value = value });
        return (Guid)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    public static async Task<Person?> FindAsync(IDatabaseTransaction transaction, string email, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select person_id, email, name from identity.person where email_key = $1", transaction.Connection) { Parameters = { new() { Value = Person.KeyOf(email) } } };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? new(reader.GetGuid(0), reader.GetString(1), reader.GetString(2)) : null;
    }

    public static async Task<Person?> FindAsync(IDatabaseTransaction transaction, Guid person, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select person_id, email, name from identity.person where person_id = $1", transaction.Connection) { Parameters = { new() { Value = person } } };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? new(reader.GetGuid(0), reader.GetString(1), reader.GetString(2)) : null;
    }

    /// <summary>How a person can sign in; passkeys stand apart.</summary>
    public static async Task<WaysToSignIn?> WaysAsync(IDatabaseTransaction transaction, Guid person, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            select p.email, p.password_hash is not null, p.totp_secret is not null, (select count(*)::int from identity.recovery_code r where r.person_id = p.person_id and r.used_at is null)
            from identity.person p where p.person_id = $1
            """,
            transaction.Connection) { Parameters = { new() { Value = person } } };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? new(reader.GetString(0), reader.GetBoolean(1), reader.GetBoolean(2), reader.GetInt32(3)) : null;
    }
}
