using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Npgsql;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Identity.SignIn;

/// <summary>Texts we give to a page and believe when they come back, for a while, for one purpose, and where asked, once.</summary>
internal sealed class Proofs(IDataProtectionProvider protection, IDatabase database, TimeProvider time)
{
    private readonly IDataProtector _protector = protection.CreateProtector("PortfolioPlatform.Identity.Proofs");

    public string Make<T>(string purpose, T content, TimeSpan lifetime) =>
        _protector.CreateProtector(purpose).Protect(JsonSerializer.Serialize(new Sealed<T>(content, time.GetUtcNow() + lifetime)));

    /// <summary>What was given; default when it was changed, is too old, or was given for something else.</summary>
    public T? Read<T>(string purpose, string? proof)
        where T : class
    {
        try
        {
            var read = proof is null ? null : JsonSerializer.Deserialize<Sealed<T>>(_protector.CreateProtector(purpose).Unprotect(proof));
            return read is not null && read.Expires > time.GetUtcNow() ? read.Content : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Uses it up; false when it was used before.</summary>
    public async Task<bool> UseUpAsync(string proof, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginSystemAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            "with old as (delete from identity.used_proof where expires_at < $2) insert into identity.used_proof (proof_hash, expires_at) values ($1, $3) on conflict do nothing", transaction.Connection);
        command.Parameters.Add(new() { Value = SHA256.HashData(Encoding.UTF8.GetBytes(proof)) });
        command.Parameters.Add(new() { Value = time.GetUtcNow() });
        command.Parameters.Add(new() { Value = time.GetUtcNow() + TimeSpan.FromHours(1) });
        var isFirst = await command.ExecuteNonQueryAsync(cancellationToken) == 1;
        await transaction.CommitAsync(cancellationToken);
        return isFirst;
    }

    private sealed record Sealed<T>(T Content, DateTimeOffset Expires);
}
