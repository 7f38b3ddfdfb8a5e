using System.Security.Claims;

namespace PortfolioPlatform.Platform.SignIn;

/// <summary>Says anew who a session belongs to and what its member may do now, when roles changed since its ticket was made. Offered by the module that owns sessions.</summary>
public interface ISessionRenewal
{
    /// <summary>The session's ticket as it would be made now, and its end; null when the session is over or the member is gone.</summary>
    Task<(SignedIn Who, DateTimeOffset Expires)?> RenewAsync(ClaimsPrincipal old, CancellationToken cancellationToken);
}

/// <summary>The address a person opens first, when the host has started: of a demo, a link that signs in. Offered by the module that owns sessions.</summary>
public interface IFirstAddress
{
    /// <summary>The address below the host's own, or null for the host's own.</summary>
    Task<Uri?> MakeAsync(Uri host, CancellationToken cancellationToken);
}
