using PortfolioPlatform.Binance;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kraken;

namespace PortfolioPlatform.Exchanges.Tests.Sandbox;

/// <summary>The connectors the import tests run.</summary>
internal static class SandboxVenues
{
    public static IVenueConnector Find(string venue) => venue switch
    {
        "kraken" => new KrakenConnector(),
        "binance" => new BinanceConnector(),
        _ => throw new ArgumentOutOfRangeException(nameof(venue), venue, "no connector"),
    };
}
