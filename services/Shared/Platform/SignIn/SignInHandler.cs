using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace PortfolioPlatform.Platform.SignIn;

/// <summary>Reads who asks from a bearer token, else from the session's cookie.</summary>
internal sealed class SignInHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, Tickets tickets, Revocations revocations, IOptions<SignInOptions> settings)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public new const string Scheme = "sign-in";

    private const string Prefix = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (header.Length > 0) return header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? OfToken(header[Prefix.Length..].Trim()) : AuthenticateResult.NoResult();
        if (SessionCookie.Read(Context) is not { Length: > 0 } cookie || tickets.ReadCookie(cookie) is not { } ticket) return AuthenticateResult.NoResult();
        var renewal = Context.RequestServices.GetService<ISessionRenewal>();
        return revocations.StateOf(ticket.Principal) switch
        {
            TicketState.Valid when renewal is null || !tickets.IsOlder(ticket.Principal, settings.Value.Renewal) => Success(ticket.Principal, ticket.Expires),
            TicketState.Revoked => AuthenticateResult.NoResult(),
            _ => renewal is null ? AuthenticateResult.NoResult() : await RenewedAsync(renewal, ticket.Principal),
        };
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers[HeaderNames.WWWAuthenticate] = "Bearer";
        return Results.Problem("Sign in first.", statusCode: StatusCodes.Status401Unauthorized).ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Results.Problem("You may not do this.", statusCode: StatusCodes.Status403Forbidden).ExecuteAsync(Context);

    private AuthenticateResult OfToken(string token) =>
        tickets.ReadBearer(token) is { } ticket && revocations.StateOf(ticket.Principal) == TicketState.Valid && ticket.Principal.MayCallFrom(Context.Connection.RemoteIpAddress)
            ? Success(ticket.Principal, ticket.Expires)
            : AuthenticateResult.Fail("not a token that counts");

    private async Task<AuthenticateResult> RenewedAsync(ISessionRenewal renewal, ClaimsPrincipal old)
    {
        if (await renewal.RenewAsync(old, Context.RequestAborted) is not { } renewed) return AuthenticateResult.NoResult();
        if (Request.Headers.Upgrade.Count == 0 && !Response.HasStarted) Show(renewed.Who, renewed.Expires);
        return Success(renewed.Who.ToPrincipal(), renewed.Expires);
    }

    /// <summary>Sends the new cookie along, but not with what others may keep.</summary>
    private void Show(SignedIn who, DateTimeOffset expires)
    {
        SessionCookie.Append(Context, tickets.ForCookie(who, expires - who.IssuedAt), expires);
        Response.OnStarting(() =>
        {
            if (Response.Headers.CacheControl.ToString().Contains("public", StringComparison.Ordinal)) Response.Headers.Remove(HeaderNames.SetCookie);
            return Task.CompletedTask;
        });
    }

    private static AuthenticateResult Success(ClaimsPrincipal principal, DateTimeOffset expires) =>
        AuthenticateResult.Success(new AuthenticationTicket(principal, new AuthenticationProperties { ExpiresUtc = expires }, Scheme));
}
