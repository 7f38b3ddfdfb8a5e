using Microsoft.AspNetCore.Http;
using Npgsql;
using PortfolioPlatform.Identity.Codes;
using PortfolioPlatform.Identity.Passwords;
using PortfolioPlatform.Identity.People;
using PortfolioPlatform.Identity.Sessions;
using PortfolioPlatform.Identity.SignIn;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Platform.SignIn;

namespace PortfolioPlatform.Identity.Account;

/// <summary>Asks for another password.</summary>
/// <param name="Current">The one until now; none where there was none.</param>
/// <param name="New">The one from now on.</param>
internal sealed record ChangePassword(string? Current, string? New);

/// <summary>How an authenticator app is set up.</summary>
/// <param name="Secret">To type.</param>
/// <param name="Uri">To show as a picture.</param>
internal sealed record CodeSetup(string Secret, string Uri);

/// <summary>What people change about their own ways to sign in. What weakens them asks for the password again and ends all other sessions.</summary>
internal sealed class OwnAccount(IDatabase database, PasswordRules rules, PasswordHashes hashes, Attempts attempts, CodeService codes, SessionService sessions)
{
    public async Task<Person> FindAsync(Guid person, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginSystemAsync(cancellationToken);
        return (await PersonSql.FindAsync(transaction, person, cancellationToken))!;
    }

    public async Task<Error?> ChangePasswordAsync(HttpContext http, Guid person, ChangePassword request, CancellationToken cancellationToken)
    {
        if (await ProveAsync(person, request.Current, cancellationToken) is not { } attempt) return SignInService.Refused;
        if (rules.Check(request.New ?? "", attempt.Person.Email) is { } weak) return weak;
        await using (var transaction = await database.BeginSystemAsync(cancellationToken))
        {
            await using var command = new NpgsqlCommand("update identity.person set password_hash = $2 where person_id = $1", transaction.Connection);
            command.Parameters.Add(new() { Value = person });
            command.Parameters.Add(new() { Value = hashes.Hash(request.New!) });
            await command.ExecuteNonQueryAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        await sessions.EndOthersAsync(person, http.User.IdOf(SignInClaims.Session), cancellationToken);
        return null;
    }

    public async Task<CodeSetup> BeginCodesAsync(Guid person, CancellationToken cancellationToken)
    {
        var secret = Totp.Base32(await codes.BeginAsync(person, cancellationToken));
        var email = (await FindAsync(person, cancellationToken)).Email;
        return new(secret, $"otpauth://totp/PortfolioPlatform:{Uri.EscapeDataString(email)}?secret={secret}&issuer=PortfolioPlatform");
    }

    public async Task<Error?> RemoveCodesAsync(Guid person, string? password, CancellationToken cancellationToken)
    {
        if (await ProveAsync(person, password, cancellationToken) is null) return SignInService.Refused;
        await codes.RemoveAsync(person, cancellationToken);
        return null;
    }

    /// <summary>It is still the person: by the password, where there is one. It counts as an attempt.</summary>
    private async Task<Attempt?> ProveAsync(Guid person, string? password, CancellationToken cancellationToken)
    {
        var attempt = await attempts.BeginAsync(person, cancellationToken);
        if (attempt is null || (attempt.PasswordHash is not null && !hashes.Verify(attempt.PasswordHash, password ?? ""))) return null;
        await attempts.SucceedAsync(person, cancellationToken);
        return attempt;
    }
}
