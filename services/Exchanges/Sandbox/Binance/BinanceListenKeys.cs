using System.Text.Json;
using PortfolioPlatform.Sandbox.Markets;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Binance;

/// <summary>Listen keys of the futures host: one per API key, the same for as long as the world is.</summary>
internal static class BinanceListenKeys
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>Answers the caller's listen key.</summary>
    public static BinanceError? Make(BinanceCall call, Utf8JsonWriter json)
    {
        json.WriteRawValue($$"""{"listenKey":"{{Of(call.Site, call.Key)}}"}""");
        return null;
    }

    /// <summary>Whose user data stream a connection asks for; null when it asks for market data.</summary>
    public static DemoKey? Find(VenueSite site, SandboxSocket socket)
    {
        var asked = (string?)socket.Context.Request.RouteValues["streams"];
        return asked is { Length: 64 } ? site.Keys.FirstOrDefault(k => !k.IsRevoked && k.Rights.HasFlag(KeyRights.History) && Of(site, k) == asked) : null;
    }

    private static string Of(VenueSite site, DemoKey key) => Noise.Text(site.World.Seed, "binance-listen-" + key.Name, 64, Letters);
}
