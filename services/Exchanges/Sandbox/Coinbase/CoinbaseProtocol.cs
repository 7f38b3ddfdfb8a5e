using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Markets;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Coinbase;

/// <summary>Coinbase retail: Advanced Trade v3, the wallet API v2 and the v3 WebSocket, with CDP keys of both kinds.</summary>
internal sealed class CoinbaseProtocol : IVenueProtocol
{
    public VenueProfile Profile { get; } = CoinbaseProfile.Create();

    public string StreamPath => "/";

    /// <summary>The trading and the fresh key are of the older kind (P-256), the others Ed25519.</summary>
    public (string Key, string Secret, string? Passphrase) CreateKey(ulong seed, string name)
    {
        var id = new Guid(Noise.Bytes(seed, "coinbase-key-" + name, 16)).ToString("D", CultureInfo.InvariantCulture);
        var seedBytes = Noise.Bytes(seed, "coinbase-secret-" + name, 32);
        if (name is not (KeyNames.Trade or KeyNames.Fresh)) return (id, Convert.ToBase64String([.. seedBytes, .. Ed25519Verifier.PublicKey(seedBytes)]), null);
        var organization = new Guid(Noise.Bytes(seed, "coinbase-organization", 16)).ToString("D", CultureInfo.InvariantCulture);
        seedBytes[0] = 1;
        using var ecdsa = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = seedBytes });
        return ($"organizations/{organization}/apiKeys/{id}", ecdsa.ExportECPrivateKeyPem() + "\n", null);
    }

    public void Map(IEndpointRouteBuilder routes, VenueSite site)
    {
        var gate = new CoinbaseGate(site);
        new CoinbaseBrokerage(site, gate).Map(routes);
        new CoinbaseWalletApi(site, gate).Map(routes);
        site.MapSocket(routes, "/", async socket =>
        {
            using var session = new CoinbaseStream(socket, site, gate);
            await session.RunAsync();
        });
    }

    public Task RefuseAsync(HttpContext context, VenueRefusal refusal, TimeSpan retryAfter)
    {
        if (retryAfter > TimeSpan.Zero) context.Response.Headers.RetryAfter = Math.Ceiling(retryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return refusal switch
        {
            VenueRefusal.RateLimited => CoinbaseErrors.RateLimitedAsync(context),
            VenueRefusal.Banned => context.SendAsync("error code: 1015"u8.ToArray(), StatusCodes.Status429TooManyRequests, "text/plain; charset=UTF-8"),
            _ => CoinbaseErrors.UnavailableAsync(context),
        };
    }
}
