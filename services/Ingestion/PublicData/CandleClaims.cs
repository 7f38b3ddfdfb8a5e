using System.Collections.Concurrent;
using PortfolioPlatform.Exchanges.Core;

namespace PortfolioPlatform.Ingestion.PublicData;

/// <summary>Whose history is wanted, and which venue of this process tells it: one venue an asset is enough, a dollar market before others.</summary>
/// <param name="clock">Gives dollar markets a head start.</param>
internal sealed class CandleClaims(TimeProvider clock)
{
    private static readonly string[] Always = ["BTC", "ETH", "USDT", "USDC", "DAI", "EUR", "GBP"];
    private static readonly TimeSpan HeadStart = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<string, bool> _wanted = new(Always.ToDictionary(s => s, _ => true, StringComparer.Ordinal), StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _venues = new(StringComparer.Ordinal);
    private readonly long _started = clock.GetTimestamp();

    /// <summary>An account holds or traded it.</summary>
    public void Want(string symbol) => _wanted.TryAdd(symbol, true);

    /// <summary>The markets of one venue that it should fetch.</summary>
    public IReadOnlyList<MarketTick> Take(IEnumerable<MarketTick> markets) =>
        [.. markets.Where(m => _wanted.ContainsKey(m.BaseSymbol) && (m.QuoteSymbol == "USD" || clock.GetElapsedTime(_started) > HeadStart) && _venues.GetOrAdd(m.BaseSymbol, m.Venue) == m.Venue)];
}
