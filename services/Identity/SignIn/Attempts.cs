using Microsoft.Extensions.Options;
using Npgsql;
using PortfolioPlatform.Identity.People;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Identity.SignIn;

/// <summary>An attempt that was let through: whatever proves the person is looked at only now.</summary>
/// <param name="Person">Whose.</param>
/// <param name="PasswordHash">Null where there is no password.</param>
/// <param name="HasCodes">Whether a code is asked for after the password.</param>
internal sealed record Attempt(Person Person, string? PasswordHash, bool HasCodes);

/// <summary>Counts attempts before they are looked at, in one statement, so that many at once are no more than a few.</summary>
internal sealed class Attempts(IDatabase database, IOptions<IdentityOptions> options, TimeProvider time)
{
    private const string Sql =
        """
        update identity.person set
          failures = case when locked_until is not null then 1 else failures + 1 end,
          locked_until = case when (case when locked_until is not null then 1 else failures + 1 end) >= $2 then $3::timestamptz + $4 end
        where {0} and (locked_until is null or locked_until <= $3)
        returning person_id, email, name, password_hash, totp_secret is not null
        """;

    /// <summary>Counts one for an address; null when there is no such person, or it is locked.</summary>
    public Task<Attempt?> BeginAsync(string email, CancellationToken cancellationToken) => BeginAsync("email_key = $1", Person.KeyOf(email), cancellationToken);

    /// <summary>Counts one for a person.</summary>
    public Task<Attempt?> BeginAsync(Guid person, CancellationToken cancellationToken) => BeginAsync("person_id = $1", person, cancellationToken);

    /// <summary>It was the person: what was counted is forgotten.</summary>
    public async Task SucceedAsync(Guid person, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginSystemAsync(cancellationToken);
        await using var command = new NpgsqlCommand("update identity.person set failures = 0, locked_until = null where person_id = $1", transaction.Connection) { Parameters = { new() { Value = person } } };
        await command.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task<Attempt?> BeginAsync(string where, object key, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginSystemAsync(cancellationToken);
        Attempt? attempt = null;
        await using (var command = new NpgsqlCommand(Sql.Replace("{0}", where, StringComparison.Ordinal), transaction.Connection))
        {
            foreach (var value in new[] { key, options.Value.Attempts, time.GetUtcNow(), options.Value.Lockout }) command.Parameters.Add(new() { Value = value });
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            if (await reader.ReadAsync(cancellationToken))
                attempt = new(new(reader.GetGuid(0), reader.GetString(1), reader.GetString(2)), reader.IsDBNull(3) ? null : reader.GetString(3), reader.GetBoolean(4));
        }

        await transaction.CommitAsync(cancellationToken);
        return attempt;
    }
}
