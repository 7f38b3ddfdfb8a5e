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
internal sealed class OwnAccount(IDatabase database, PasswordRules rules, PasswordHashes hashes, Attempts attempts, CodeService codes, SessionService sessions, WaysTrail trail)
{
    private static readonly Error ProveAgain = new("PROVE_AGAIN", "Show your password again, or sign in again: this changes how you sign in.");

    public async Task<Person> FindAsync(Guid person, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginSystemAsync(cancellationToken);
        return (await PersonSql.FindAsync(transaction, person, cancellationToken))!;
    }

    /// <summary>How the person can sign in.</summary>
    public async Task<WaysToSignIn> WaysAsync(Guid person, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginSystemAsync(cancellationToken);
        return (await PersonSql.WaysAsync(transaction, person, cancellationToken))!;
    }

    public async Task<Error?> ChangePasswordAsync(HttpContext http, Guid person, ChangePassword request, CancellationToken cancellationToken)
    {
        if (await ProveAsync(http, person, request.Current, cancellationToken) is not { } attempt) return SignInService.Refused;
        if (rules.Check(request.New ?? "", attempt.Person.Email) is { } weak) return weak;
        await using (var transaction = await database.BeginSystemAsync(cancellationToken))
        {
            await using var command = new NpgsqlCommand("update identity.person set password_hash = $2 where person_id = $1", transaction.Connection);
            command.Parameters.Add(new() { Value = person });
            command.Parameters.Add(new() { Value = hashes.Hash(request.New!) });
            await command.ExecuteNonQueryAsync(cancellationToken);
            await trail.NoteAsync(person, "password.changed", cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        await sessions.EndOthersAsync(person, http.User.IdOf(SignInClaims.Session), cancellationToken);
        return null;
    }

    /// <summary>A new secret for an authenticator app, for who proves again to be the person.</summary>
    public async Task<Result<CodeSetup>> BeginCodesAsync(HttpContext http, Guid person, string? password, CancellationToken cancellationToken)
    {
        if (await ProveAgainAsync(http, person, password, cancellationToken) is { } refusal) return refusal;
        var secret = Totp.Base32(await codes.BeginAsync(person, cancellationToken));
        var email = (await FindAsync(person, cancellationToken)).Email;
        return new CodeSetup(secret, $"otpauth://totp/PortfolioPlatform:{Uri.EscapeDataString(email)}?secret={secret}&issuer=PortfolioPlatform");
    }

    public async Task<Error?> RemoveCodesAsync(HttpContext http, Guid person, string? password, CancellationToken cancellationToken)
    {
        if (await ProveAsync(http, person, password, cancellationToken) is null) return SignInService.Refused;
        await codes.RemoveAsync(person, cancellationToken);
        return null;
    }

    /// <summary>Before a way to sign in is added: the password again, or a session that began a moment ago.</summary>
    public async Task<Error?> ProveAgainAsync(HttpContext http, Guid person, string? password, CancellationToken cancellationToken)
    {
        if (password is null) return await sessions.IsRecentAsync(http.User, cancellationToken) ? null : ProveAgain;
        return await ProveAsync(http, person, password, cancellationToken) is null ? SignInService.Refused : null;
    }

    /// <summary>It is still the person: by the password, or where there is none by having signed in a moment ago. It counts as an attempt.</summary>
    private async Task<Attempt?> ProveAsync(HttpContext http, Guid person, string? password, CancellationToken cancellationToken)
    {
        var attempt = await attempts.BeginAsync(person, cancellationToken);
        var isProved = attempt is not null && (attempt.PasswordHash is null ? await sessions.IsRecentAsync(http.User, cancellationToken) : hashes.Verify(attempt.PasswordHash, password ?? ""));
        if (!isProved) return null;
        await attempts.SucceedAsync(person, cancellationToken);
        return attempt;
    }
}
