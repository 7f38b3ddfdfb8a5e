using Npgsql;

namespace PortfolioPlatform.Platform.SignIn;

/// <summary>Revokes sessions, tokens and clients before their time, in every process within a second.</summary>
public sealed class RevocationList(IDatabase database, Revocations revocations, TimeProvider time)
{
    /// <summary>Long enough for every ticket there may be; the rows are removed afterwards.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(32);

    /// <summary>Ends a session, a token, a client or a member for ever: none of its tickets counts from now on.</summary>
    /// <param name="subject">The id, as it stands in the claims.</param>
    /// <param name="cancellationToken">Stops.</param>
    public Task EndAsync(Guid subject, CancellationToken cancellationToken) => AddAsync(subject, true, cancellationToken);

    /// <summary>Makes all tickets of a member, person or client made until now too old: sessions are renewed with the roles of now, tokens are refused.</summary>
    /// <param name="subject">The id, as it stands in the claims.</param>
    /// <param name="cancellationToken">Stops.</param>
    public Task AgeAsync(Guid subject, CancellationToken cancellationToken) => AddAsync(subject, false, cancellationToken);

    internal async Task ReadAsync(TimeSpan? recorded, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginSystemAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            "select subject, absolute, revoked_at, expires_at from platform.revocation where recorded_at > clock_timestamp() - $1", transaction.Connection);
        command.Parameters.Add(new() { Value = recorded ?? Kept });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<Revocation>();
        while (await reader.ReadAsync(cancellationToken))
            rows.Add(new(reader.GetGuid(0), reader.GetBoolean(1), reader.GetFieldValue<DateTimeOffset>(2), reader.GetFieldValue<DateTimeOffset>(3)));
        revocations.Take(rows);
    }

    internal async Task TidyAsync(CancellationToken cancellationToken)
    {
        revocations.Forget();
        await using var transaction = await database.BeginSystemAsync(cancellationToken);
        await using var command = new NpgsqlCommand("delete from platform.revocation where expires_at < $1", transaction.Connection) { Parameters = { new() { Value = time.GetUtcNow() } } };
        await command.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task AddAsync(Guid subject, bool absolute, CancellationToken cancellationToken)
    {
        var at = time.GetUtcNow();
        await using (var transaction = await database.BeginSystemAsync(cancellationToken))
        {
            await using var command = new NpgsqlCommand("insert into platform.revocation (subject, absolute, revoked_at, expires_at) values ($1, $2, $3, $4)", transaction.Connection);
            command.Parameters.Add(new() { Value = subject });
            command.Parameters.Add(new() { Value = absolute });
            command.Parameters.Add(new() { Value = at });
            command.Parameters.Add(new() { Value = at + Kept });
            await command.ExecuteNonQueryAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        revocations.Take([new(subject, absolute, at, at + Kept)]);
    }
}
