using PortfolioPlatform.Contracts;
using PortfolioPlatform.Portfolio.Registry;

namespace PortfolioPlatform.Portfolio.Edits;

/// <summary>
/// What a person may call a leg of a transaction: by the code or the symbol its source gave it (Kraken's <c>ZEUR</c>, Bitfinex' <c>UST</c>, which is no TerraUSD), or by a symbol the registry knows.
/// Another name would book a position of its own beside the one that was meant.
/// </summary>
/// <param name="venue">Whose words they are.</param>
/// <param name="legs">Of the transaction: as its source told it, then as it holds.</param>
/// <param name="registry">What symbols mean.</param>
internal sealed class LegNames(string venue, IReadOnlyList<LegFact> legs, AssetResolver registry)
{
    /// <summary>Code and symbol of what is called so; null when nothing is.</summary>
    public (string Code, string Symbol)? Find(string name, DateTimeOffset time)
    {
        if ((legs.FirstOrDefault(l => l.Code == name) ?? legs.FirstOrDefault(l => l.Symbol == name)) is { } leg) return (leg.Code, leg.Symbol);
        return registry.Resolve(venue, name, time) is null ? null : (name, name);
    }
}
