using System.Buffers.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Routing;
using PortfolioPlatform.Identity.Codes;
using PortfolioPlatform.Identity.Members;
using PortfolioPlatform.Identity.Passkeys;
using PortfolioPlatform.Identity.People;
using PortfolioPlatform.Identity.Sessions;
using PortfolioPlatform.Identity.SignIn;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Platform.SignIn;

namespace PortfolioPlatform.Identity.Account;

/// <summary><c>/api/identity/…</c> for what belongs to the person who is signed in: password, codes, passkeys, tenant.</summary>
internal static class AccountEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        // A name is the member's, not the person's: whom a tenant's own provider vouches for has one too.
        endpoints.MapPost("/api/identity/name", (ChangeName request, HttpContext http, OwnName names, CancellationToken token) => DoneAsync(names.ChangeAsync(http.User.Tenant(), http.User.Member(), request.Name, token)))
            .RequireAuthorization(p => p.RequireAssertion(c => c.User.CanSomewhere(Permission.Read)));
        var group = endpoints.MapGroup("/api/identity").RequireAuthorization(p => p.RequireClaim(SignInClaims.Person));
        group.MapGet("/ways", (HttpContext http, OwnAccount account, CancellationToken token) => account.WaysAsync(PersonOf(http), token));
        group.MapGet("/events", (HttpContext http, SecurityEvents events, CancellationToken token) => events.ListAsync(http.User, token));
        group.MapPost("/password", (ChangePassword request, HttpContext http, OwnAccount account, CancellationToken token) => DoneAsync(account.ChangePasswordAsync(http, PersonOf(http), request, token)));
        group.MapPost("/tenant", (ChooseTenant request, HttpContext http, SignInService service, CancellationToken token) => SwitchAsync(request, http, service, token));
        group.MapPost("/codes", async (ProvePassword request, HttpContext http, OwnAccount account, CancellationToken token) => SignInEndpoints.Answer(await account.BeginCodesAsync(http, PersonOf(http), request.Password, token)));
        group.MapPost("/codes/confirm", ConfirmAsync);
        group.MapPost("/codes/remove", (ProvePassword request, HttpContext http, OwnAccount account, CancellationToken token) => DoneAsync(account.RemoveCodesAsync(http, PersonOf(http), request.Password, token)));
        group.MapGet("/passkeys", async (HttpContext http, PasskeyStore store, CancellationToken token) => (await store.GetPasskeysAsync(Named(http), token)).Select(PasskeyAnswer.Of));
        group.MapPost("/passkeys/options", AskForPasskeyAsync);
        group.MapPost("/passkeys", KeepPasskeyAsync);
        group.MapDelete("/passkeys/{id}", RemovePasskeyAsync);
    }

    private static Guid PersonOf(HttpContext http) => http.User.IdOf(SignInClaims.Person)!.Value;

    private static Person Named(HttpContext http) => new(PersonOf(http), "", "");

    private static async Task<IResult> DoneAsync(Task<Error?> change) => await change is { } error ? SignInEndpoints.Problem(error) : Results.NoContent();

    private static async Task<IResult> SwitchAsync(ChooseTenant request, HttpContext http, SignInService service, CancellationToken cancellationToken) =>
        await service.EnterAsync(http, PersonOf(http), http.User.FindFirst(SignInClaims.Method)?.Value ?? "password", cancellationToken, new TenantId(request.Tenant)) ? Results.NoContent() : Results.NotFound();

    private static async Task<IResult> ConfirmAsync(ConfirmCode request, HttpContext http, CodeService codes, SessionService sessions, CancellationToken cancellationToken)
    {
        var confirmed = await codes.ConfirmAsync(PersonOf(http), request.Code ?? "", cancellationToken);
        if (!confirmed.IsOk) return SignInEndpoints.Problem(confirmed.Error);
        await sessions.ProveAsync(http, "totp", cancellationToken);
        return Results.Ok(new { recoveryCodes = confirmed.Value });
    }

    private static async Task<IResult> AskForPasskeyAsync(ProvePassword request, HttpContext http, PasskeyService passkeys, OwnAccount account, CancellationToken cancellationToken)
    {
        if (await account.ProveAgainAsync(http, PersonOf(http), request.Password, cancellationToken) is { } refusal) return SignInEndpoints.Problem(refusal);
        return Results.Ok(await passkeys.BeginAsync(http, await account.FindAsync(PersonOf(http), cancellationToken)));
    }

    private static async Task<IResult> KeepPasskeyAsync(PasskeyRequest request, HttpContext http, PasskeyService passkeys, OwnAccount account, SessionService sessions, CancellationToken cancellationToken)
    {
        if (await passkeys.KeepAsync(http, await account.FindAsync(PersonOf(http), cancellationToken), request, cancellationToken) is { } error) return SignInEndpoints.Problem(error);
        await sessions.ProveAsync(http, "passkey", cancellationToken);
        return Results.NoContent();
    }

    /// <summary>The password again, or a session of a moment ago, as for adding one: whoever finds an open page takes no way to sign in away.</summary>
    private static async Task<IResult> RemovePasskeyAsync(
        string id, [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] ProvePassword? request, HttpContext http, PasskeyService passkeys, OwnAccount account, CancellationToken cancellationToken)
    {
        if (await account.ProveAgainAsync(http, PersonOf(http), request?.Password, cancellationToken) is { } refusal) return SignInEndpoints.Problem(refusal);
        return Base64Url.IsValid(id) && await passkeys.RemoveAsync(Named(http), Base64Url.DecodeFromChars(id), cancellationToken) ? Results.NoContent() : Results.NotFound();
    }

    private sealed record ChooseTenant(Guid Tenant);

    private sealed record ChangeName(string? Name);

    private sealed record ConfirmCode(string? Code);

    private sealed record ProvePassword(string? Password);

    private sealed record PasskeyAnswer(string Id, string? Name, DateTimeOffset CreatedAt)
    {
        public static PasskeyAnswer Of(Microsoft.AspNetCore.Identity.UserPasskeyInfo p) => new(Base64Url.EncodeToString(p.CredentialId), p.Name, p.CreatedAt);
    }
}
