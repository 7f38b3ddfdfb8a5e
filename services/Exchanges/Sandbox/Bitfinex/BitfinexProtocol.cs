using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Markets;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Bitfinex;

/// <summary>Bitfinex v2: public and authenticated REST, and WebSocket v2; the public and the private host are one here.</summary>
internal sealed class BitfinexProtocol : IVenueProtocol
{
    private const string Letters = "0123456789abcdef";

    public VenueProfile Profile { get; } = BitfinexProfile.Create();

    public string StreamPath => "/ws/2";

    public (string Key, string Secret, string? Passphrase) CreateKey(ulong seed, string name) =>
        (Noise.Text(seed, "bitfinex-key-" + name, 43, Letters), Noise.Text(seed, "bitfinex-secret-" + name, 43, Letters), null);

    public void Map(IEndpointRouteBuilder routes, VenueSite site)
    {
        var gate = new BitfinexGate(site);
        new BitfinexPublic(site, gate).Map(routes);
        new BitfinexPrivate(site, gate).Map(routes);
        site.MapSocket(routes, "/ws/2", async socket =>
        {
            using var session = new BitfinexStream(socket, site, gate);
            await session.RunAsync();
        });
    }

    public Task RefuseAsync(HttpContext context, VenueRefusal refusal, TimeSpan retryAfter)
    {
        if (retryAfter > TimeSpan.Zero) context.Response.Headers.RetryAfter = Math.Ceiling(retryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return refusal == VenueRefusal.Unavailable
            ? context.SendAsync("""{"code":503,"error":"temporarily_unavailable","error_description":"Sorry, the service is temporarily unavailable."}"""u8.ToArray(), StatusCodes.Status503ServiceUnavailable)
            : BitfinexErrors.RateLimitedAsync(context);
    }
}
