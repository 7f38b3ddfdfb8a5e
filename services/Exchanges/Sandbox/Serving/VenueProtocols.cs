namespace PortfolioPlatform.Sandbox.Serving;

/// <summary>The venues the sandbox speaks for: one line each.</summary>
internal static class VenueProtocols
{
    /// <summary>New protocol instances for one sandbox.</summary>
    public static IReadOnlyList<IVenueProtocol> Create(SandboxOptions options) =>
    [
        new Binance.BinanceProtocol(),
        new Kraken.KrakenProtocol(),
        new Coinbase.CoinbaseProtocol(),
        new Bitfinex.BitfinexProtocol(),
        new Huobi.HuobiProtocol(),
        .. options.Options ? [new Deribit.DeribitProtocol()] : Array.Empty<IVenueProtocol>(),
    ];
}
