using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;
using PortfolioPlatform.Identity.Alarms;
using PortfolioPlatform.Identity.Clients;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Identity.Tokens;

/// <summary><c>/connect/token</c> (RFC 6749, section 4.4), <c>/connect/introspect</c> (RFC 7662) and <c>/connect/revoke</c> (RFC 7009).</summary>
internal sealed class TokenEndpoints(ClientAuthenticator authenticator, TokenService tokens, AttemptLimiter limiter, ServerMetadata metadata, AttackWatch watch, ILogger<TokenEndpoints> logger)
{
    private const int MostBytes = 64 * 1024;
    private static readonly FormOptions Limits = new() { ValueCountLimit = 32, KeyLengthLimit = 128, ValueLengthLimit = 20_000, BufferBodyLengthLimit = MostBytes };

    public void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/connect/token", http => HandleAsync(http, GiveAsync)).AllowAnonymous();
        endpoints.MapPost("/connect/introspect", http => HandleAsync(http, IntrospectAsync)).AllowAnonymous();
        endpoints.MapPost("/connect/revoke", http => HandleAsync(http, RevokeAsync)).AllowAnonymous();
    }

    private Task GiveAsync(HttpContext http, ApiClient client, IFormCollection form)
    {
        var asked = form["scope"].ToString();
        var issued = tokens.Issue(client, asked.Length == 0 ? null : asked);
        if (!issued.IsOk) return RefuseAsync(http, issued.Error);
        logger.TokenIssued(client.Name.Client, client.Name.Tenant.Value, issued.Value.Scope);
        return http.Response.WriteAsJsonAsync(new TokenAnswer(issued.Value.Token, "Bearer", (int)issued.Value.Lifetime.TotalSeconds, issued.Value.Scope), OAuthJson.Default.TokenAnswer, cancellationToken: http.RequestAborted);
    }

    private Task IntrospectAsync(HttpContext http, ApiClient client, IFormCollection form)
    {
        var answer = tokens.Read(form["token"].ToString(), client.Name.Tenant) is { } token ? IntrospectionAnswer.Of(token, metadata.IssuerOf(http.Request)) : IntrospectionAnswer.Inactive;
        return http.Response.WriteAsJsonAsync(answer, OAuthJson.Default.IntrospectionAnswer, cancellationToken: http.RequestAborted);
    }

    private async Task RevokeAsync(HttpContext http, ApiClient client, IFormCollection form)
    {
        if (await tokens.RevokeAsync(form["token"].ToString(), client, http.RequestAborted) is { } error) await RefuseAsync(http, error);
    }

    /// <summary>What all three share: who calls too often waits, who is nobody hears nothing, and no answer is kept by anyone.</summary>
    private async Task HandleAsync(HttpContext http, Func<HttpContext, ApiClient, IFormCollection, Task> answer)
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.Pragma = "no-cache";
        var caller = http.Connection.RemoteIpAddress;
        if (!limiter.TryBegin(caller))
        {
            await RefuseAsync(http, OAuthError.TooMany());
            return;
        }

        var proven = await ProveAsync(http);
        if (proven.IsOk)
        {
            await answer(http, proven.Value.Client, proven.Value.Form);
            return;
        }

        limiter.Failed(caller);
        if (proven.Error.Code == "invalid_client")
        {
            watch.Saw(Attack.RefusedClients);
            logger.ClientRefused(caller);
        }

        await RefuseAsync(http, proven.Error);
    }

    private async Task<Result<(ApiClient Client, IFormCollection Form)>> ProveAsync(HttpContext http)
    {
        if (await ReadAsync(http) is not { } form) return OAuthError.Request("The body must be a form: application/x-www-form-urlencoded.");
        var isToken = http.Request.Path.Value!.EndsWith("/token", StringComparison.Ordinal);
        if (isToken && form["grant_type"].Count == 0) return OAuthError.Request("grant_type is missing.");
        if (isToken && form["grant_type"] != "client_credentials") return OAuthError.Grant();
        if (!isToken && form["token"].ToString().Length == 0) return OAuthError.Request("token is missing.");
        var header = http.Request.Headers.Authorization;
        var presented = PresentedClient.Read(header.Count == 0 ? null : header.ToString(), form);
        if (!presented.IsOk) return presented.Error;
        var client = await authenticator.AuthenticateAsync(presented.Value, metadata.AudiencesOf(http.Request), http.Connection.RemoteIpAddress, isToken, http.RequestAborted);
        return client.IsOk ? (client.Value, form) : client.Error;
    }

    private static async Task<IFormCollection?> ReadAsync(HttpContext http)
    {
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) || type.MediaType != "application/x-www-form-urlencoded") return null;
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = MostBytes;
        try
        {
            return await new FormFeature(http.Request, Limits).ReadFormAsync(http.RequestAborted);
        }
        catch (Exception error) when (error is InvalidDataException or BadHttpRequestException)
        {
            return null;
        }
    }

    private static Task RefuseAsync(HttpContext http, Error error)
    {
        http.Response.StatusCode = error is OAuthError { Status: var status } ? status : StatusCodes.Status400BadRequest;
        if (http.Response.StatusCode == StatusCodes.Status401Unauthorized) http.Response.Headers.WWWAuthenticate = "Basic realm=\"portfolio-platform\"";
        if (http.Response.StatusCode == StatusCodes.Status429TooManyRequests) http.Response.Headers.RetryAfter = "5";
        return http.Response.WriteAsJsonAsync(new OAuthErrorAnswer(error.Code, error.Message), OAuthJson.Default.OAuthErrorAnswer, cancellationToken: http.RequestAborted);
    }
}
