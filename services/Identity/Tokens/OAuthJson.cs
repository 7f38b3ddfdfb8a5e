using System.Text.Json.Serialization;

namespace PortfolioPlatform.Identity.Tokens;

/// <summary>RFC 6749, section 5.1.</summary>
internal sealed record TokenAnswer(string AccessToken, string TokenType, int ExpiresIn, string Scope);

/// <summary>RFC 6749, section 5.2.</summary>
internal sealed record OAuthErrorAnswer(string Error, string ErrorDescription);

/// <summary>RFC 7662, section 2.2.</summary>
internal sealed record IntrospectionAnswer(
    bool Active, string? Scope = null, string? ClientId = null, string? TokenType = null, long? Exp = null, long? Iat = null, string? Sub = null, string? Iss = null, string? Jti = null, string? Tenant = null)
{
    /// <summary>All that is said of a token that does not count, or is none of the caller's business.</summary>
    public static IntrospectionAnswer Inactive { get; } = new(false);

    /// <summary>What is said of a token that counts.</summary>
    public static IntrospectionAnswer Of(ReadToken token, string issuer)
    {
        var client = new Clients.ClientName(token.Tenant, token.Client).ToString();
        return new(true, token.Scope, client, "Bearer", token.Expires.ToUnixTimeSeconds(), token.Issued.ToUnixTimeSeconds(), client, issuer, token.Id.ToString(), token.Tenant.ToString());
    }
}

/// <summary>RFC 8414, section 2.</summary>
internal sealed record MetadataAnswer(
    string Issuer, string TokenEndpoint, string IntrospectionEndpoint, string RevocationEndpoint, IReadOnlyList<string> GrantTypesSupported, IReadOnlyList<string> ResponseTypesSupported,
    IReadOnlyList<string> ScopesSupported, IReadOnlyList<string> TokenEndpointAuthMethodsSupported, IReadOnlyList<string> TokenEndpointAuthSigningAlgValuesSupported,
    IReadOnlyList<string> IntrospectionEndpointAuthMethodsSupported, IReadOnlyList<string> IntrospectionEndpointAuthSigningAlgValuesSupported,
    IReadOnlyList<string> RevocationEndpointAuthMethodsSupported, IReadOnlyList<string> RevocationEndpointAuthSigningAlgValuesSupported);

/// <summary>How these are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TokenAnswer))]
[JsonSerializable(typeof(OAuthErrorAnswer))]
[JsonSerializable(typeof(IntrospectionAnswer))]
[JsonSerializable(typeof(MetadataAnswer))]
internal sealed partial class OAuthJson : JsonSerializerContext;
