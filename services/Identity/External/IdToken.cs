using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PortfolioPlatform.Identity.Tokens;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Identity.External;

/// <summary>Judges an ID token (OpenID Connect Core, section 3.1.3.7). Its signature is checked even though it comes straight from the provider.</summary>
internal static class IdToken
{
    private const int LongestSubject = 255;
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Oldest = TimeSpan.FromMinutes(15);

    /// <summary>Who signed in at the provider.</summary>
    /// <param name="token">The token.</param>
    /// <param name="keys">The provider's keys.</param>
    /// <param name="provider">The provider.</param>
    /// <param name="nonce">What we sent with the person.</param>
    /// <param name="now">The instant.</param>
    public static Result<ExternalPerson> Check(SignedToken token, IReadOnlyList<PublicKey> keys, Provider provider, string nonce, DateTimeOffset now)
    {
        if (!token.IsSignedBy(keys)) return Wrong("its signature is not the provider's");
        if (token.Text("iss") != provider.Issuer) return Wrong("it is another issuer's");
        var audiences = token.Audiences();
        if (!audiences.Contains(provider.ClientId)) return Wrong("it is for somebody else");
        if ((audiences.Count > 1 || token.Text("azp") is not null) && token.Text("azp") != provider.ClientId) return Wrong("it was given to somebody else");
        if (token.Instant("exp") is not { } expires || expires <= now - Skew) return Wrong("it has expired");
        if (token.Instant("iat") is not { } issued || issued > now + Skew || issued < now - Oldest) return Wrong("it was not made just now");
        if (token.Text("nonce") is not { } told || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(told), Encoding.UTF8.GetBytes(nonce))) return Wrong("it belongs to another sign-in");
        if (token.Text("sub") is not { Length: > 0 and <= LongestSubject } subject) return Wrong("it names nobody");
        return new ExternalPerson(provider.Issuer, subject, VerifiedAddress(token.Claims));
    }

    /// <summary>The e-mail address among claims, if they say that it was verified.</summary>
    public static string? VerifiedAddress(JsonElement claims) =>
        claims.TryGetProperty("email_verified", out var verified) && verified.ValueKind == JsonValueKind.True && claims.TryGetProperty("email", out var email) && email.ValueKind == JsonValueKind.String
            ? email.GetString() : null;

    private static Error Wrong(string why) => new("EXTERNAL_TOKEN_REFUSED", $"The provider's token was refused: {why}.");
}

/// <summary>Who somebody is at a provider.</summary>
/// <param name="Issuer">The provider.</param>
/// <param name="Subject">Who, for ever, whatever the address becomes.</param>
/// <param name="Email">The address, if the provider verified that it is theirs; else null.</param>
internal sealed record ExternalPerson(string Issuer, string Subject, string? Email);
