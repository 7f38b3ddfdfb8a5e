using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.MarketData.Assets;
using PortfolioPlatform.MarketData.Prices;

namespace PortfolioPlatform.MarketData.Tests.Prices;

/// <summary>An engine with a clock of its own, spoken to in the language of markets.</summary>
internal sealed class Market
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public Market(PriceRules? rules = null) => Engine = new PriceEngine(new AssetRegistry(AssetSeed.Load()), rules ?? new PriceRules());

    public PriceEngine Engine { get; }

    public DateTimeOffset Now { get; private set; } = Start;

    public Market Tick(string venue, string market, decimal price, TimeSpan? age = null)
    {
        var parts = market.Split('/');
        Engine.Apply(new TickValue(venue, market, parts[0], parts[1], price, Now - (age ?? TimeSpan.Zero)), Now);
        return this;
    }

    public Market After(double seconds)
    {
        Now += TimeSpan.FromSeconds(seconds);
        return this;
    }

    public PriceValue Price(string asset, bool sweep = true)
    {
        if (sweep) Engine.Sweep(Now);
        return Engine.Prices.Single(p => p.Asset == new AssetId(asset)).ToValue(1);
    }

    public decimal Usd(string asset, bool sweep = true) => Price(asset, sweep).Usd is { } usd && usd.TryToDecimal(out var value) ? value : throw new InvalidOperationException($"{asset} has no price");
}
