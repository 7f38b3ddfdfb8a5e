namespace PortfolioPlatform.Sandbox.Markets;

/// <summary>A market at a venue. Price and lot digits together are at most eight, so that price × quantity is exact at eight digits.</summary>
/// <param name="Venue">Which venue.</param>
/// <param name="Base">What is traded.</param>
/// <param name="Quote">What it is priced in.</param>
/// <param name="PriceDecimals">Digits of a price; the tick is one unit of the last.</param>
/// <param name="LotDecimals">Digits of a quantity.</param>
/// <param name="MinQuantity">Smallest order in base.</param>
/// <param name="MinCost">Smallest order in quote.</param>
public sealed record VenueMarket(string Venue, string Base, string Quote, int PriceDecimals, int LotDecimals, decimal MinQuantity, decimal MinCost)
{
    /// <summary>Base and quote with a slash.</summary>
    public string Name { get; } = Base + "/" + Quote;

    /// <summary>Smallest step of a price.</summary>
    public decimal Tick { get; } = new(1, 0, 0, false, (byte)PriceDecimals);

    /// <summary>Smallest step of a quantity.</summary>
    public decimal Lot { get; } = new(1, 0, 0, false, (byte)LotDecimals);

    /// <summary>A market with digits that suit the price: about five significant digits of price, lots of well under a dollar.</summary>
    public static VenueMarket Create(string venue, string baseAsset, string quote)
    {
        var price = AssetCatalog.All[baseAsset].StartUsd / AssetCatalog.All[quote].StartUsd;
        var priceDecimals = Math.Clamp((quote == "BTC" ? 4 : 5) - (int)Math.Floor(Math.Log10(price)), 0, 8);
        var lotDecimals = Math.Clamp((int)Math.Floor(Math.Log10(AssetCatalog.All[baseAsset].StartUsd)) + 2, 0, 8 - priceDecimals);
        var lot = new decimal(1, 0, 0, false, (byte)lotDecimals);
        var minCost = decimal.Round((decimal)(5 / AssetCatalog.All[quote].StartUsd), quote == "BTC" ? 5 : 1);
        return new VenueMarket(venue, baseAsset, quote, priceDecimals, lotDecimals, lot, minCost);
    }
}
