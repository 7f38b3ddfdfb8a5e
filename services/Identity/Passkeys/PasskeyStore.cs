using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Npgsql;
using PortfolioPlatform.Identity.People;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Identity.Passkeys;

/// <summary>What ASP.NET Core Identity's WebAuthn asks of a store, over our own SQL; people are made and changed elsewhere.</summary>
internal sealed class PasskeyStore(IDatabase database, TimeProvider time) : IUserPasskeyStore<Person>
{
    public async Task AddOrUpdatePasskeyAsync(Person user, UserPasskeyInfo passkey, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginSystemAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            """
            insert into identity.passkey (credential_id, person_id, name, body, created_at) values ($1, $2, $3, $4, $5)
            on conflict (credential_id) do update set body = excluded.body, used_at = excluded.created_at where passkey.person_id = excluded.person_id
            """,
            transaction.Connection);
        object[] values = [passkey.CredentialId, user.Id, passkey.Name ?? "Passkey", JsonSerializer.Serialize(PasskeyBody.Of(passkey)), time.GetUtcNow()];
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(Person user, CancellationToken cancellationToken) => await ReadAsync("person_id = $1", [user.Id], cancellationToken);

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(Person user, byte[] credentialId, CancellationToken cancellationToken) =>
        (await ReadAsync("person_id = $1 and credential_id = $2", [user.Id, credentialId], cancellationToken)).FirstOrDefault();

    public async Task RemovePasskeyAsync(Person user, byte[] credentialId, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginSystemAsync(cancellationToken);
        await using var command = new NpgsqlCommand("delete from identity.passkey where person_id = $1 and credential_id = $2", transaction.Connection) { Parameters = { new() { Value = user.Id }, new() { Value = credentialId } } };
        await command.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    public Task<Person?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) =>
        FindAsync("person_id = (select k.person_id from identity.passkey k where k.credential_id = $1)", credentialId, cancellationToken);

    public async Task<Person?> FindByIdAsync(string userId, CancellationToken cancellationToken) => Guid.TryParse(userId, out var id) ? await FindAsync("person_id = $1", id, cancellationToken) : null;

    public Task<Person?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) => FindAsync("email_key = $1", normalizedUserName, cancellationToken);

    public Task<string> GetUserIdAsync(Person user, CancellationToken cancellationToken) => Task.FromResult(user.Id.ToString());

    public Task<string?> GetUserNameAsync(Person user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Email);

    public Task<string?> GetNormalizedUserNameAsync(Person user, CancellationToken cancellationToken) => Task.FromResult<string?>(Person.KeyOf(user.Email));

    public Task SetUserNameAsync(Person user, string? userName, CancellationToken cancellationToken) => throw new NotSupportedException("People are changed by SQL of their own.");

    public Task SetNormalizedUserNameAsync(Person user, string? normalizedName, CancellationToken cancellationToken) => throw new NotSupportedException("People are changed by SQL of their own.");

    public Task<IdentityResult> CreateAsync(Person user, CancellationToken cancellationToken) => throw new NotSupportedException("People are made by SQL of their own.");

    public Task<IdentityResult> UpdateAsync(Person user, CancellationToken cancellationToken) => Task.FromResult(IdentityResult.Success);

    public Task<IdentityResult> DeleteAsync(Person user, CancellationToken cancellationToken) => throw new NotSupportedException("People are removed by SQL of their own.");

    public void Dispose()
    {
        // Nothing is held.
    }

    private async Task<Person?> FindAsync(string where, object key, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginSystemAsync(cancellationToken);
        await using var command = new NpgsqlCommand($"select person_id, email, name from identity.person where {where}", transaction.Connection) { Parameters = { new() { Value = key } } };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? new(reader.GetGuid(0), reader.GetString(1), reader.GetString(2)) : null;
    }

    private async Task<List<UserPasskeyInfo>> ReadAsync(string where, object[] values, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginSystemAsync(cancellationToken);
        await using var command = new NpgsqlCommand($"select credential_id, name, body from identity.passkey where {where} order by created_at", transaction.Connection);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = new List<UserPasskeyInfo>();
        while (await reader.ReadAsync(cancellationToken))
            found.Add(JsonSerializer.Deserialize<PasskeyBody>(reader.GetString(2))!.ToInfo(reader.GetFieldValue<byte[]>(0), reader.GetString(1)));
        return found;
    }
}
