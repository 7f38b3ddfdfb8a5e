namespace PortfolioPlatform.Identity.Tokens;

/// <summary>The token a client signs to say who it is (private_key_jwt: RFC 7523, section 3, and OpenID Connect Core, section 9).</summary>
internal static class ClientAssertion
{
    /// <summary>The only value of <c>client_assertion_type</c>.</summary>
    public const string Type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private const int LongestId = 256;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);

    /// <summary>Who says to have signed it: issuer and subject must be one.</summary>
    public static string? ClientOf(SignedToken token) => token.Text("iss") is { } issuer && issuer == token.Text("sub") ? issuer : null;

    /// <summary>What must be remembered of the assertion so that nobody uses it again; null if it proves nothing.</summary>
    /// <param name="token">The assertion.</param>
    /// <param name="keys">The client's registered keys.</param>
    /// <param name="audiences">Our names: issuer and token endpoint. Whom else it is for, it is not for us.</param>
    /// <param name="now">The instant.</param>
    public static AssertionUse? Check(SignedToken token, IReadOnlyList<PublicKey> keys, IReadOnlyCollection<string> audiences, DateTimeOffset now)
    {
        var isOurs = token.Audiences() is { Count: > 0 } named && named.All(audiences.Contains);
        var isSigned = token.IsSignedBy(keys);
        if (!isOurs || !isSigned || token.Text("jti") is not { Length: > 0 and <= LongestId } id) return null;
        if (token.Instant("exp") is not { } expires || expires <= now - Skew || expires > now + Longest + Skew) return null;
        return IsLater(token, "nbf", now) || IsLater(token, "iat", now) ? null : new AssertionUse(id, expires + Skew);
    }

    private static bool IsLater(SignedToken token, string claim, DateTimeOffset now) => token.Instant(claim) is { } at && at > now + Skew;
}

/// <summary>One use of an assertion.</summary>
/// <param name="Id">Its id (<c>jti</c>).</param>
/// <param name="Until">When it cannot be used any more in any case.</param>
internal sealed record AssertionUse(string Id, DateTimeOffset Until);
