using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Markets;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Huobi;

/// <summary>HTX spot: REST v1 and v2, market data over <c>/ws</c> (GZIP frames), the account over <c>/ws/v2</c> (text).</summary>
internal sealed class HuobiProtocol : IVenueProtocol
{
    private const string Letters = "0123456789abcdef";

    public VenueProfile Profile { get; } = HuobiProfile.Create();

    public (string Key, string Secret, string? Passphrase) CreateKey(ulong seed, string name) => (Parts(seed, "huobi-key-" + name), Parts(seed, "huobi-secret-" + name), null);

    public void Map(IEndpointRouteBuilder routes, VenueSite site)
    {
        var gate = new HuobiGate(site);
        new HuobiReference(site, gate).Map(routes);
        new HuobiMarketData(site, gate).Map(routes);
        new HuobiAccount(site, gate).Map(routes);
        new HuobiTrading(site, gate).Map(routes);
        foreach (var path in (string[])["/ws", "/feed"])
            site.MapSocket(routes, path, async socket =>
            {
                using var session = new HuobiMarketStream(socket, site);
                await session.RunAsync();
            }, gzip: true);
        site.MapSocket(routes, "/ws/v2", async socket =>
        {
            using var session = new HuobiAccountStream(socket, site, gate);
            await session.RunAsync();
        });
    }

    public Task RefuseAsync(HttpContext context, VenueRefusal refusal, TimeSpan retryAfter)
    {
        if (retryAfter > TimeSpan.Zero) context.Response.Headers.RetryAfter = Math.Ceiling(retryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return refusal switch
        {
            VenueRefusal.Unavailable => context.SendAsync(HuobiError.Gateway, StatusCodes.Status500InternalServerError),
            VenueRefusal.Banned => context.SendAsync(HuobiError.Banned, StatusCodes.Status403Forbidden),
            _ => context.SendAsync(HuobiError.TooMany, StatusCodes.Status429TooManyRequests),
        };
    }

    private static string Parts(ulong seed, string label)
    {
        var text = Noise.Text(seed, label, 29, Letters);
        return $"{text[..8]}-{text[8..16]}-{text[16..24]}-{text[24..]}";
    }
}
