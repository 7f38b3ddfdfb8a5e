using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Npgsql;
using PortfolioPlatform.Identity.People;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Identity.Codes;

/// <summary>The second proof: codes of an authenticator app, each time step once, and recovery codes, each once. Secrets are encrypted, recovery codes hashed.</summary>
internal sealed class CodeService(IDatabase database, IDataProtectionProvider protection, WaysTrail trail, TimeProvider time)
{
    private const int RecoveryCodes = 10;
    private const int RecoveryBytes = 10;
    private static readonly Error WrongCode = new("WRONG_CODE", "This code is wrong, too old, or was used already.");

    private readonly IDataProtector _secrets = protection.CreateProtector("PortfolioPlatform.Identity.Totp");

    /// <summary>A new secret, which counts once a code of it was shown.</summary>
    public async Task<byte[]> BeginAsync(Guid person, CancellationToken cancellationToken)
    {
        var secret = Totp.MakeSecret();
        await using var transaction = await database.BeginSystemAsync(cancellationToken);
        await ExecuteAsync(transaction, "update identity.person set totp_pending = $2 where person_id = $1", cancellationToken, person, _secrets.Protect(secret));
        await transaction.CommitAsync(cancellationToken);
        return secret;
    }

    /// <summary>The app is set up: from now on a code is asked for. New recovery codes, told this once.</summary>
    public async Task<Result<string[]>> ConfirmAsync(Guid person, string code, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginSystemAsync(cancellationToken);
        if (await SecretAsync(transaction, "totp_pending", person, cancellationToken) is not var (secret, last) || Totp.Match(secret, code, time.GetUtcNow(), last) is not { } step) return WrongCode;
        await ExecuteAsync(transaction, "update identity.person set totp_secret = totp_pending, totp_pending = null, totp_last_step = $2 where person_id = $1", cancellationToken, person, step);
        await ExecuteAsync(transaction, "delete from identity.recovery_code where person_id = $1", cancellationToken, person);
        string[] codes = [.. Enumerable.Range(0, RecoveryCodes).Select(_ => Spaced(Totp.Base32(RandomNumberGenerator.GetBytes(RecoveryBytes))))];
        foreach (var recovery in codes) await ExecuteAsync(transaction, "insert into identity.recovery_code (person_id, code_hash) values ($1, $2)", cancellationToken, person, Hash(recovery));
        await trail.NoteAsync(person, "codes.set-up", cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return codes;
    }

    /// <summary>No code is asked for any more.</summary>
    public async Task RemoveAsync(Guid person, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginSystemAsync(cancellationToken);
        await ExecuteAsync(transaction, "delete from identity.recovery_code where person_id = $1", cancellationToken, person);
        await ExecuteAsync(transaction, "update identity.person set totp_secret = null, totp_pending = null where person_id = $1", cancellationToken, person);
        await trail.NoteAsync(person, "codes.removed", cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Whether the code is one of the app's or a recovery code, never used before. It is used up.</summary>
    public async Task<bool> UseAsync(Guid person, string code, CancellationToken cancellationToken)
    {
        var typed = code.Trim();
        await using var transaction = await database.BeginSystemAsync(cancellationToken);
        var used = typed.Length == 6 && typed.All(char.IsAsciiDigit)
            ? await UseStepAsync(transaction, person, typed, cancellationToken)
            : await ExecuteAsync(transaction, "update identity.recovery_code set used_at = $3 where person_id = $1 and code_hash = $2 and used_at is null", cancellationToken, person, Hash(typed), time.GetUtcNow()) == 1;
        await transaction.CommitAsync(cancellationToken);
        return used;
    }

    private async Task<bool> UseStepAsync(IDatabaseTransaction transaction, Guid person, string code, CancellationToken cancellationToken) =>
        await SecretAsync(transaction, "totp_secret", person, cancellationToken) is var (secret, last) && Totp.Match(secret, code, time.GetUtcNow(), last) is { } step
        && await ExecuteAsync(transaction, "update identity.person set totp_last_step = $2 where person_id = $1 and totp_last_step < $2", cancellationToken, person, step) == 1;

    private async Task<(byte[] Secret, long LastStep)?> SecretAsync(IDatabaseTransaction transaction, string column, Guid person, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"select {column}, totp_last_step from identity.person where person_id = $1 and {column} is not null", transaction.Connection) { Parameters = { new() { Value = person } } };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? (_secrets.Unprotect(reader.GetFieldValue<byte[]>(0)), reader.GetInt64(1)) : null;
    }

    private static string Spaced(string code) => string.Join('-', code.Chunk(4).Select(part => new string(part)));

    private static byte[] Hash(string code) => Token.Hash(code.Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant());

    private static async Task<int> ExecuteAsync(IDatabaseTransaction transaction, string sql, CancellationToken cancellationToken, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, transaction.Connection);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
