using PortfolioPlatform.GraphQL;

namespace PortfolioPlatform.MarketData.GraphQL;

/// <summary>Something that can be held, independent of what venues call it.</summary>
/// <param name="Id">Stable for ever: tickers change, ids do not.</param>
/// <param name="Symbol">As it is usually written.</param>
/// <param name="Name">In full.</param>
/// <param name="Kind">crypto, fiat, stablecoin or point.</param>
/// <param name="DisplayScale">Fractional digits to show.</param>
[GraphQLName("Asset")]
internal sealed record AssetItem([property: ID] string Id, string Symbol, string Name, string Kind, int DisplayScale);
