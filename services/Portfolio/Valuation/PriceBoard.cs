using System.Collections.Concurrent;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Portfolio.Positions;

namespace PortfolioPlatform.Portfolio.Valuation;

/// <summary>The last price of every asset. One writes, anybody reads.</summary>
internal sealed class PriceBoard
{
    private readonly ConcurrentDictionary<AssetId, PriceValue> prices = new();

    /// <summary>Takes a price unless a newer one is held. Returns whether it was taken.</summary>
    public bool Take(PriceValue price)
    {
        if (prices.TryGetValue(price.Asset, out var held) && (held.Epoch, held.Version).CompareTo((price.Epoch, price.Version)) >= 0) return false;
        prices[price.Asset] = price;
        return true;
    }

    public PriceValue? Find(AssetId asset) => prices.GetValueOrDefault(asset);

    /// <summary>Dollars per unit, or null when nobody knows.</summary>
    public Quantity? Usd(AssetId asset) => asset == PriceQuestion.Dollar ? Quantity.One : prices.GetValueOrDefault(asset)?.Usd;

    /// <summary>A price in a currency; converting rounds at 18 digits.</summary>
    public Quantity? In(AssetId asset, AssetId currency)
    {
        if (asset == currency) return Quantity.One;
        if (Usd(asset) is not { } usd) return null;
        return currency == PriceQuestion.Dollar ? usd : Usd(currency) is { Sign: > 0 } unit ? usd.Divide(unit, 18) : null;
    }
}
