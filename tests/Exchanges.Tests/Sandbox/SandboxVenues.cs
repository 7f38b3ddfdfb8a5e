using PortfolioPlatform.Binance;
using PortfolioPlatform.Bitfinex;
using PortfolioPlatform.Coinbase;
using PortfolioPlatform.Deribit;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Huobi;
using PortfolioPlatform.Kraken;

namespace PortfolioPlatform.Exchanges.Tests.Sandbox;

/// <summary>The connectors the import tests run.</summary>
internal static class SandboxVenues
{
    /// <summary>All of them.</summary>
    public static string[] Names { get; } = ["kraken", "binance", "coinbase", "bitfinex", "huobi"];

    public static IVenueConnector Find(string venue) => venue switch
    {
        "coinbase" => new CoinbaseConnector(),
        "bitfinex" => new BitfinexConnector(),
        "huobi" => new HuobiConnector(),
        "kraken" => new KrakenConnector(),
        "binance" => new BinanceConnector(),
        "deribit" => new DeribitConnector(),
        _ => throw new ArgumentOutOfRangeException(nameof(venue), venue, "no connector"),
    };
}
