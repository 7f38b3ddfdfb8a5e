using Npgsql;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Platform.GraphQL;

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

/// <summary>Which sessions are asked for: those that last at an instant and are in use, by a page that is open here or a request since another.</summary>
/// <param name="Tenant">Whose.</param>
/// <param name="Member">Only of this member; null for all.</param>
/// <param name="Now">The instant.</param>
/// <param name="UsedSince">The other.</param>
/// <param name="InUse">Sessions that are in use whatever was noted of them: what renews a session must list it too.</param>
internal sealed record OpenSessions(TenantId Tenant, Guid? Member, DateTimeOffset Now, DateTimeOffset UsedSince, Guid[] InUse);

/// <summary>Where a session stands among the others.</summary>
internal readonly record struct SessionPlace(DateTime ExpiresAt, Guid Session);

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

    /// <summary>Sessions that last behind a place, the newest first.</summary>
    public static Task<List<Session>> PageAsync(IReads reads, OpenSessions which, SessionPlace? after, int most, CancellationToken cancellationToken) =>
        reads.ReadAsync(which.Tenant, Page(which, after, most), Read, cancellationToken);

    /// <summary>All sessions last equally long: what ends last is the newest. So what is over is behind the last of a page, and not between its rows.</summary>
    internal static NpgsqlBatchCommand Page(OpenSessions which, SessionPlace? after, int most)
    {
        var statement = new NpgsqlBatchCommand($"""
            select {Columns} from identity.session
            where tenant_id = $1 and ended_at is null and expires_at > $2 and (used_at >= $3 or session_id = any($7)) and (expires_at, session_id) < ($4, $5) {(which.Member is null ? "" : "and member_id = $8")}
            order by expires_at desc, session_id desc limit $6
            """);
        object[] values = [
            which.Tenant.Value, which.Now.UtcDateTime, which.UsedSince.UtcDateTime, after?.ExpiresAt ?? KeysetPage.Latest, after?.Session ?? KeysetPage.LastId, most, which.InUse,
            .. which.Member is { } member ? [(object)member] : Array.Empty<object>()];
        foreach (var value in values) statement.Parameters.Add(new() { Value = value });
        return statement;
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
        return await reader.TakeAsync(Read, cancellationToken);
    }

    private static Session Read(NpgsqlDataReader r) => new(
        new(r.GetGuid(0)), r.GetGuid(1), r.GetGuid(2), r.GetGuid(3), r.GetString(4), r.GetString(5), r.GetString(6), r.GetFieldValue<DateTimeOffset>(7), r.GetFieldValue<DateTimeOffset>(8));
}
