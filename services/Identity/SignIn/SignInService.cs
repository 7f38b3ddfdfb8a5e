using Microsoft.AspNetCore.Http;
using PortfolioPlatform.Identity.Codes;
using PortfolioPlatform.Identity.Passwords;
using PortfolioPlatform.Identity.People;
using PortfolioPlatform.Identity.Sessions;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Identity.SignIn;

/// <summary>What became of an attempt to sign in.</summary>
/// <param name="State"><c>signed-in</c>, or <c>code</c>: a code is asked for.</param>
/// <param name="Challenge">To send with the code.</param>
internal sealed record SignInAnswer(string State, string? Challenge = null);

/// <summary>Signs people in. Whatever is wrong, the answer is one and takes as long: nobody learns whether a name exists.</summary>
internal sealed class SignInService(IDatabase database, Attempts attempts, PasswordHashes hashes, CodeService codes, Proofs proofs, SessionService sessions, SignUps signUps, RefusedSignIns refused)
{
    private const string CodePurpose = "code";
    private static readonly TimeSpan CodeTime = TimeSpan.FromMinutes(5);
    private static readonly SignInAnswer Done = new("signed-in");

    /// <summary>The one refusal.</summary>
    public static Error Refused { get; } = new("SIGN_IN_REFUSED", "This did not work. Check what you typed; after several wrong attempts an account is locked for a while.");

    public async Task<Result<SignInAnswer>> WithPasswordAsync(HttpContext http, string email, string password, CancellationToken cancellationToken)
    {
        if (await CheckAsync(email, password, cancellationToken) is not { } attempt) return Refused;
        if (attempt.HasCodes) return new SignInAnswer("code", proofs.Make(CodePurpose, new Half(attempt.Person.Id), CodeTime));
        return await EnterAsync(http, attempt.Person.Id, "password", cancellationToken) ? Done : Refused;
    }

    /// <summary>Whether it is the person, by name and password; counts as an attempt.</summary>
    public async Task<Attempt?> CheckAsync(string email, string password, CancellationToken cancellationToken)
    {
        var attempt = await attempts.BeginAsync(email, cancellationToken);
        if (hashes.Verify(attempt?.PasswordHash, password)) return attempt;
        refused.Tell(email, attempt is not null);
        return null;
    }

    public async Task<Result<SignInAnswer>> WithCodeAsync(HttpContext http, string challenge, string code, CancellationToken cancellationToken)
    {
        if (proofs.Read<Half>(CodePurpose, challenge) is not { } half) return Refused;
        var attempt = await attempts.BeginAsync(half.Person, cancellationToken);
        if (attempt is null || !await codes.UseAsync(half.Person, code, cancellationToken) || !await proofs.UseUpAsync(challenge, cancellationToken))
        {
            refused.Tell(half.Person, attempt is not null);
            return Refused;
        }

        return await EnterAsync(http, half.Person, "totp", cancellationToken) ? Done : Refused;
    }

    /// <summary>Begins the session of somebody who proved who they are, in the tenant they joined first or the one asked for.</summary>
    public async Task<bool> EnterAsync(HttpContext http, Guid person, string method, CancellationToken cancellationToken, TenantId? tenant = null)
    {
        var places = await MemberSql.OfPersonAsync(database, person, cancellationToken);
        // Whose sign-up was interrupted has its tenant made now.
        if (places.Count == 0 && await signUps.FinishAsync(person, cancellationToken)) places = await MemberSql.OfPersonAsync(database, person, cancellationToken);
        if (places.Find(m => tenant is null || m.Tenant == tenant) is not { } member) return false;
        await attempts.SucceedAsync(person, cancellationToken);
        await sessions.BeginAsync(http, member, method, cancellationToken);
        return true;
    }

    private sealed record Half(Guid Person);
}
