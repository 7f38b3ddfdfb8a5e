using System.Security.Claims;

namespace PortfolioPlatform.Platform.SignIn;

/// <summary>Says anew who a session belongs to and what its member may do now, when its ticket is old or roles changed since it was made, and notes that it is used. Offered by the module that owns sessions.</summary>
public interface ISessionRenewal
{
    /// <summary>The session's ticket as it would be made now, and its end; null when the session is over, was not used for too long, or the member is gone.</summary>
    Task<(SignedIn Who, DateTimeOffset Expires)?> RenewAsync(ClaimsPrincipal old, CancellationToken cancellationToken);
}

/// <summary>The address a person opens first, when the host has started: of a demo, a link that signs in. Offered by the module that owns sessions.</summary>
public interface IFirstAddress
{
    /// <summary>The address below the host's own, or null for the host's own.</summary>
    Task<Uri?> MakeAsync(Uri host, CancellationToken cancellationToken);
}
