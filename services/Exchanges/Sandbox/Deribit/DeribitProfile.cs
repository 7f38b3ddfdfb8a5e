using PortfolioPlatform.Sandbox.Economy;

namespace PortfolioPlatform.Sandbox.Deribit;

/// <summary>Deribit's economy: coins come in, options are traded in them; no market of coins.</summary>
internal static class DeribitProfile
{
    public static VenueProfile Create() => new() { Venue = "deribit", Markets = [], TradedMarkets = [], HomeCurrency = "BTC", HasOptions = true };
}
