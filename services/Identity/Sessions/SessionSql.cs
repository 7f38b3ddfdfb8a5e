using Npgsql;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Identity.Sessions;

/// <summary>One browser that is signed in.</summary>
/// <param name="Tenant">Whose data it shows.</param>
/// <param name="Id">The session.</param>
/// <param name="Person">Who.</param>
/// <param name="Member">As which member.</param>
/// <param name="Method">How it was proved.</param>
/// <param name="Device">What the browser calls itself.</param>
/// <param name="Address">Where it signed in from.</param>
/// <param name="CreatedAt">Since when.</param>
/// <param name="ExpiresAt">Until when.</param>
internal sealed record Session(TenantId Tenant, Guid Id, Guid Person, Guid Member, string Method, string Device, string Address, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt);

/// <summary>Reads and writes sessions.</summary>
internal static class SessionSql
{
    private const string Columns = "tenant_id, session_id, person_id, member_id, method, device, address, created_at, expires_at";

    public static async Task InsertAsync(IDatabaseTransaction transaction, Session session, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"insert into identity.session ({Columns}, used_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $8)", transaction.Connection);
        object[] values = [session.Tenant.Value, session.Id, session.Person, session.Member, session.Method, session.Device, session.Address, session.CreatedAt, session.ExpiresAt];
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The session while it lasts and was used since.</summary>
    public static async Task<Session?> FindAsync(IDatabaseTransaction transaction, TenantId tenant, Guid session, DateTimeOffset now, DateTimeOffset usedSince, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"select {Columns} from identity.session where tenant_id = $1 and session_id = $2 and ended_at is null and expires_at > $3 and used_at >= $4", transaction.Connection);
        foreach (object value in new object[] { tenant.Value, session, now, usedSince }) command.Parameters.Add(new() { Value = value });
        return (await ReadAsync(command, cancellationToken)).FirstOrDefault();
    }

    /// <summary>Notes that sessions are used.</summary>
    public static async Task UseAsync(IDatabaseTransaction transaction, Guid[] sessions, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("update identity.session set used_at = greatest(used_at, $3) where tenant_id = $1 and session_id = any($2) and ended_at is null", transaction.Connection);
        foreach (object value in new object[] { transaction.Tenant.Value, sessions, now }) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Notes that more was proved than before.</summary>
    public static async Task ProveAsync(IDatabaseTransaction transaction, Guid session, string method, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("update identity.session set method = $3 where tenant_id = $1 and session_id = $2", transaction.Connection);
        foreach (object value in new object[] { transaction.Tenant.Value, session, method }) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Sessions that last and were used since, newest first: of one member, or of all.</summary>
    public static async Task<List<Session>> ListAsync(IDatabaseTransaction transaction, TenantId tenant, Guid? member, DateTimeOffset now, DateTimeOffset usedSince, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"select {Columns} from identity.session where tenant_id = $1 and ended_at is null and expires_at > $2 and ($3::uuid is null or member_id = $3) and used_at >= $4 order by created_at desc, session_id", transaction.Connection);
        command.Parameters.Add(new() { Value = tenant.Value });
        command.Parameters.Add(new() { Value = now });
        command.Parameters.Add(new() { Value = (object?)member ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid });
        command.Parameters.Add(new() { Value = usedSince });
        return await ReadAsync(command, cancellationToken);
    }

    /// <summary>Ends it; false if there is no such one that lasts.</summary>
    public static async Task<bool> EndAsync(IDatabaseTransaction transaction, TenantId tenant, Guid session, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("update identity.session set ended_at = $3 where tenant_id = $1 and session_id = $2 and ended_at is null", transaction.Connection);
        command.Parameters.Add(new() { Value = tenant.Value });
        command.Parameters.Add(new() { Value = session });
        command.Parameters.Add(new() { Value = now });
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <summary>Ends all of a person's, or of a member's, but one; the ids of those that ended.</summary>
    public static async Task<List<Guid>> EndAllAsync(IDatabaseTransaction transaction, Guid? person, Guid? member, Guid? but, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "update identity.session set ended_at = $4 where ended_at is null and ($1::uuid is null or person_id = $1) and ($2::uuid is null or member_id = $2) and session_id is distinct from $3 returning session_id", transaction.Connection);
        foreach (var id in new[] { person, member, but }) command.Parameters.Add(new() { Value = (object?)id ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid });
        command.Parameters.Add(new() { Value = now });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var ended = new List<Guid>();
        while (await reader.ReadAsync(cancellationToken)) ended.Add(reader.GetGuid(0));
        return ended;
    }

    private static async Task<List<Session>> ReadAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var sessions = new List<Session>();
        while (await reader.ReadAsync(cancellationToken))
            sessions.Add(new(
                new(reader.GetGuid(0)), reader.GetGuid(1), reader.GetGuid(2), reader.GetGuid(3), reader.GetString(4), reader.GetString(5), reader.GetString(6),
                reader.GetFieldValue<DateTimeOffset>(7), reader.GetFieldValue<DateTimeOffset>(8)));
        return sessions;
    }
}
