using System.Collections.Immutable;
using PortfolioPlatform.Exchanges.Core;

namespace PortfolioPlatform.Ingestion;

/// <summary>Every venue the platform can read: one folder under Exchanges and one line here.</summary>
public static class Venues
{
    /// <summary>The connectors, by the order of the connect page.</summary>
    public static ImmutableArray<IVenueConnector> All { get; } =
    [
        new Coinbase.CoinbaseConnector(),
        new Bitfinex.BitfinexConnector(),
        new Huobi.HuobiConnector(),
        new Kraken.KrakenConnector(),
        new Binance.BinanceConnector(),
        new Deribit.DeribitConnector(),
    ];

    /// <summary>A connector by its name, without regard to case, or null.</summary>
    public static IVenueConnector? Find(string venue) => All.FirstOrDefault(connector => string.Equals(connector.Venue, venue, StringComparison.OrdinalIgnoreCase));
}
