using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PortfolioPlatform.Sandbox.Economy;

namespace PortfolioPlatform.Sandbox.Serving;

/// <summary>
/// One venue's wire protocol. A venue is one folder with one implementation, listed in <see cref="VenueProtocols"/>; each gets a port of its own, so the
/// paths are exactly the venue's.
/// <para>
/// Shape of an implementation: <see cref="Profile"/> says how the venue's economy differs (the shared generator reads it), <see cref="CreateKey"/> forges
/// keys in the venue's format, <see cref="Map"/> maps REST paths and sockets. A handler checks the signature itself (find the key with
/// <see cref="VenueSite.FindKey"/>), checks the documented limits (<c>Limits/*</c>, built on <see cref="VenueSite.Clock"/>), then answers from
/// <see cref="VenueSite.Read{T}"/>: events of <see cref="AccountBook.Events"/> projected to rows once with <see cref="RowIndex{TRow}"/> and paged.
/// Sockets go through <see cref="VenueSite.MapSocket"/>, which applies the fault knobs; private streams listen to <see cref="VenueSite.Watch"/>.
/// </para>
/// </summary>
public interface IVenueProtocol
{
    /// <summary>The venue's economy.</summary>
    VenueProfile Profile { get; }

    /// <summary>Path of the WebSocket endpoint that is told as the stream base address, such as <c>/</c> or <c>/ws/v2</c>.</summary>
    string StreamPath => "";

    /// <summary>Makes a key pair in the venue's own format, reproducible from the seed and the key's name.</summary>
    (string Key, string Secret, string? Passphrase) CreateKey(ulong seed, string name);

    /// <summary>Maps everything the venue serves.</summary>
    void Map(IEndpointRouteBuilder routes, VenueSite site);

    /// <summary>Writes the venue's own body and headers for a fault that a knob asked for; <paramref name="retryAfter"/> is in time of the rate windows.</summary>
    Task RefuseAsync(HttpContext context, VenueRefusal refusal, TimeSpan retryAfter);
}

/// <summary>A fault that is answered in the venue's own words.</summary>
public enum VenueRefusal
{
    /// <summary>Too many requests (429 or the venue's way).</summary>
    RateLimited,

    /// <summary>Banned for a while (418 or the venue's way).</summary>
    Banned,

    /// <summary>A 5xx from the venue or its CDN.</summary>
    Unavailable,
}
