using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PortfolioPlatform.Identity.Members;
using PortfolioPlatform.Identity.Passkeys;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Identity.SignIn;

/// <summary><c>/api/identity/…</c> for who is not signed in yet.</summary>
internal static class SignInEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("/api/identity").AllowAnonymous().AddEndpointFilter(endpoints.ServiceProvider.GetRequiredService<AddressLimit>());
        group.MapPost("/sign-in", WithPasswordAsync);
        group.MapPost("/sign-in/code", WithCodeAsync);
        group.MapPost("/sign-in/passkey", WithPasskeyAsync);
        group.MapPost("/sign-in/passkey/options", (HttpContext http, PasskeyService passkeys) => passkeys.AskAsync(http));
        group.MapPost("/sign-up", SignUpAsync);
        group.MapPost("/invitations/accept", AcceptAsync);
    }

    /// <summary>An answer, or the refusal: 401 for who may not in, 400 for what can be mended.</summary>
    internal static IResult Answer<T>(Result<T> result) => result.IsOk ? Results.Ok(result.Value) : Problem(result.Error);

    internal static IResult Problem(Error error) => Results.Problem(
        error.Message,
        statusCode: error == SignInService.Refused ? StatusCodes.Status401Unauthorized : StatusCodes.Status400BadRequest,
        extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = error.Code });

    private static async Task<IResult> WithPasswordAsync(PasswordRequest request, HttpContext http, SignInService service, CancellationToken cancellationToken) =>
        Answer(await service.WithPasswordAsync(http, request.Email ?? "", request.Password ?? "", cancellationToken));

    private static async Task<IResult> WithCodeAsync(CodeRequest request, HttpContext http, SignInService service, CancellationToken cancellationToken) =>
        Answer(await service.WithCodeAsync(http, request.Challenge ?? "", request.Code ?? "", cancellationToken));

    private static async Task<IResult> WithPasskeyAsync(PasskeyRequest request, HttpContext http, SignInService service, PasskeyService passkeys, CancellationToken cancellationToken) =>
        await passkeys.ProveAsync(http, request, cancellationToken) is { } person && await service.EnterAsync(http, person, "passkey", cancellationToken)
            ? Results.Ok(new SignInAnswer("signed-in"))
            : Problem(SignInService.Refused);

    private static async Task<IResult> SignUpAsync(SignUpRequest request, SignUpService service, IOptions<IdentityOptions> options, CancellationToken cancellationToken) =>
        !options.Value.SignUp ? Problem(new Error("SIGN_UP_CLOSED", "This installation invites its members: ask an owner."))
        : await service.SignUpAsync(request, cancellationToken) is { } error ? Problem(error)
        : Results.Accepted();

    private static async Task<IResult> AcceptAsync(AcceptRequest request, HttpContext http, InvitationService invitations, CancellationToken cancellationToken) =>
        await invitations.AcceptAsync(http, request, cancellationToken) is { } error ? Problem(error) : Results.Ok(new SignInAnswer("signed-in"));

    internal sealed record PasswordRequest(string? Email, string? Password);

    internal sealed record CodeRequest(string? Challenge, string? Code);
}
