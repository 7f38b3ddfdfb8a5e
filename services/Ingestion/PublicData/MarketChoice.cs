using System.Collections.Concurrent;
using System.Collections.Immutable;
using PortfolioPlatform.Exchanges.Core;

namespace PortfolioPlatform.Ingestion.PublicData;

/// <summary>The markets of each venue whose two sides the registry knows, and which of them tells an asset's history best.</summary>
internal sealed class MarketChoice
{
    private static readonly string[] QuoteOrder = ["USD", "USDT", "USDC", "EUR", "BTC"];

    private readonly ConcurrentDictionary<string, ImmutableArray<MarketTick>> _markets = new(StringComparer.Ordinal);

    /// <summary>Notes the markets a venue has.</summary>
    public void Set(string venue, IEnumerable<MarketTick> markets) => _markets[venue] = [.. markets];

    /// <summary>The markets of a venue.</summary>
    public ImmutableArray<MarketTick> Of(string venue) => _markets.GetValueOrDefault(venue, []);

    /// <summary>One market for each asset of a venue: the one quoted nearest to the dollar, conversions first, since others are priced through them.</summary>
    public static IReadOnlyList<MarketTick> ForHistory(IEnumerable<MarketTick> markets) =>
        [.. markets
            .Where(m => QuoteOrder.Contains(m.QuoteSymbol))
            .GroupBy(m => m.BaseSymbol, StringComparer.Ordinal)
            .Select(g => g.MinBy(m => Array.IndexOf(QuoteOrder, m.QuoteSymbol)))
            .OrderBy(m => Array.IndexOf(["USDT", "USDC", "EUR", "GBP", "BTC", "ETH"], m.BaseSymbol) is var i && i < 0 ? int.MaxValue : i)
            .ThenBy(m => m.BaseSymbol, StringComparer.Ordinal)];
}
