using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Markets;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Kraken;

/// <summary>Kraken spot: REST 0/public and 0/private, WebSocket v2.</summary>
internal sealed class KrakenProtocol : IVenueProtocol
{
    private const string Base64Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    public VenueProfile Profile { get; } = KrakenProfile.Create();

    public (string Key, string Secret, string? Passphrase) CreateKey(ulong seed, string name) =>
        (Noise.Text(seed, "kraken-key-" + name, 56, Base64Letters), Convert.ToBase64String(Noise.Bytes(seed, "kraken-secret-" + name, 64)), null);

    public void Map(IEndpointRouteBuilder routes, VenueSite site)
    {
        routes.MapGet("/0/public/Time", context => context.Response.WriteAsJsonAsync(new { error = Array.Empty<string>(), result = new { unixtime = site.VenueNow().ToUnixTimeSeconds(), rfc1123 = site.VenueNow().ToString("r") } }, context.RequestAborted));
    }

    public Task RefuseAsync(HttpContext context, VenueRefusal refusal, TimeSpan retryAfter) => Task.CompletedTask;
}
