using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PortfolioPlatform.Identity.Clients;

namespace PortfolioPlatform.Identity.Tokens;

/// <summary>What clients can discover of us (RFC 8414). The second address is where clients of OpenID Connect look by default.</summary>
internal sealed class ServerMetadata(TokenOptions options)
{
    private static readonly string[] Methods = ["client_secret_basic", "client_secret_post", "private_key_jwt"];
    private static readonly string[] Algorithms = ["ES256", "RS256", "PS256"];

    public void Map(IEndpointRouteBuilder endpoints)
    {
        foreach (var address in (string[])["/.well-known/oauth-authorization-server", "/.well-known/openid-configuration"])
            endpoints.MapGet(address, http => http.Response.WriteAsJsonAsync(Of(http.Request), OAuthJson.Default.MetadataAnswer, cancellationToken: http.RequestAborted)).AllowAnonymous();
    }

    /// <summary>Our name.</summary>
    public string IssuerOf(HttpRequest request) => options.Issuer?.TrimEnd('/') ?? $"{request.Scheme}://{request.Host}";

    /// <summary>Our names in assertions: who signs one for the issuer or for an endpoint means us.</summary>
    public IReadOnlyCollection<string> AudiencesOf(HttpRequest request)
    {
        var issuer = IssuerOf(request);
        return [issuer, $"{issuer}/connect/token", issuer + request.Path];
    }

    private MetadataAnswer Of(HttpRequest request)
    {
        var issuer = IssuerOf(request);
        return new(issuer, $"{issuer}/connect/token", $"{issuer}/connect/introspect", $"{issuer}/connect/revoke", ["client_credentials"], [], ClientService.Grantable, Methods, Algorithms, Methods, Algorithms, Methods, Algorithms);
    }
}
