using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Identity.Clients;

/// <summary>A refusal in the words of RFC 6749, section 5.2.</summary>
/// <param name="Code">The value of <c>error</c>.</param>
/// <param name="Message">The value of <c>error_description</c>.</param>
/// <param name="Status">The HTTP status.</param>
internal sealed record OAuthError(string Code, string Message, int Status) : Error(Code, Message)
{
    /// <summary>The request is not one.</summary>
    public static OAuthError Request(string message) => new("invalid_request", message, 400);

    /// <summary>Who asks did not prove who they are. One text for every reason: unknown, wrong, expired, revoked, or from elsewhere.</summary>
    public static OAuthError Client() => new("invalid_client", "The client could not be authenticated.", 401);

    /// <summary>The client asks for more than it was given, or for nothing we know.</summary>
    public static OAuthError Scope() => new("invalid_scope", "The client may not have this scope.", 400);

    /// <summary>We only give tokens to clients for themselves.</summary>
    public static OAuthError Grant() => new("unsupported_grant_type", "The grant type must be client_credentials.", 400);

    /// <summary>A client ends its own tokens only.</summary>
    public static OAuthError NotYours() => new("unauthorized_client", "The token was given to another client.", 400);

    /// <summary>Too often.</summary>
    public static OAuthError TooMany() => new("slow_down", "Too many attempts. Try again later.", 429);
}
