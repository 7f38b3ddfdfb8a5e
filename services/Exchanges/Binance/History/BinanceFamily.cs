using PortfolioPlatform.Exchanges.Core;

namespace PortfolioPlatform.Binance.History;

/// <summary>One windowed history family.</summary>
/// <param name="Stream">Name of the stream, which is also the source of its transactions.</param>
/// <param name="Endpoint">Name the mapper knows.</param>
/// <param name="Priority">Lower is fetched first.</param>
/// <param name="Rules">How it is walked.</param>
/// <param name="Request">Builds a call for a key and a window.</param>
internal sealed record BinanceFamily(string Stream, string Endpoint, int Priority, WindowRules Rules, Func<string, WindowCall, VenueRequest> Request)
{
    /// <summary>Whether it is asked at the futures host.</summary>
    public bool IsFutures { get; init; }
}
