using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Tax.Ledger;

/// <summary>Dollars for one unit of the currency of the books, over time; the currency may be the dollar itself. Pure.</summary>
/// <param name="currency">The currency's asset id.</param>
/// <param name="rates">Its prices, oldest first.</param>
/// <param name="kindOf">The registry's kind of an asset.</param>
internal sealed class RateBook(AssetId currency, IReadOnlyList<RatePoint> rates, Func<AssetId, string> kindOf)
{
    /// <summary>The asset every reference price is told in.</summary>
    public static readonly AssetId Dollar = new("fiat:usd");

    private const int Scale = 18;
    private static readonly TimeSpan LongestHour = TimeSpan.FromHours(3);
    private static readonly TimeSpan LongestDay = TimeSpan.FromDays(3);

    /// <summary>The currency of the books.</summary>
    public AssetId Currency => currency;

    /// <summary>As events name the currency: <c>EUR</c>.</summary>
    public string Word => currency.Value[(currency.Value.IndexOf(':', StringComparison.Ordinal) + 1)..].ToUpperInvariant();

    /// <summary>Whether it is money: kept out of lots.</summary>
    public static bool IsMoney(AssetId asset) => asset.Value.StartsWith("fiat:", StringComparison.Ordinal);

    /// <summary>What a unit of a leg was worth in the currency of the books, and how near to money it is; null when nobody knows.</summary>
    public LegWorth? WorthOf(LedgerLeg leg, DateTimeOffset time)
    {
        if (leg.Asset == currency) return new LegWorth(Quantity.One, 0, null);
        var price = leg.Asset == Dollar ? new ReferencePrice(Quantity.One, "unit", time, 0) : leg.Price;
        if (price is null || InCurrency(price.Usd, time) is not { } worth) return null;
        return new LegWorth(worth, IsMoney(leg.Asset) ? 1 : kindOf(leg.Asset) == "stablecoin" ? LegWorth.Stablecoin : 3, price);
    }

    /// <summary>Dollars in the currency of the books; null when its rate is not known.</summary>
    public Quantity? InCurrency(Quantity usd, DateTimeOffset time)
    {
        if (currency == Dollar) return usd;
        return RateAt(time) is { Sign: > 0 } rate ? usd.Divide(rate, Scale) : null;
    }

    // As the ledger values its own legs: the hourly price of the last three hours, else the daily one of the last three days, asked for the full hour.
    private Quantity? RateAt(DateTimeOffset time)
    {
        var hour = new DateTimeOffset(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);
        var (low, high) = (0, rates.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (rates[middle].At <= hour) low = middle + 1;
            else high = middle;
        }

        return Latest(low, hour, isHour: true, LongestHour) ?? Latest(low, hour, isHour: false, LongestDay);
    }

    private Quantity? Latest(int before, DateTimeOffset hour, bool isHour, TimeSpan longest)
    {
        for (var i = before - 1; i >= 0 && rates[i].At > hour - longest; i--)
            if (rates[i].IsHour == isHour) return rates[i].Usd;
        return null;
    }
}

/// <summary>A reference price of the currency.</summary>
/// <param name="At">As of when.</param>
/// <param name="IsHour">Hourly; else daily.</param>
/// <param name="Usd">Dollars for one unit.</param>
internal readonly record struct RatePoint(DateTimeOffset At, bool IsHour, Quantity Usd);

/// <summary>What a unit was worth.</summary>
/// <param name="PerUnit">In the currency of the books.</param>
/// <param name="Rank">How near to money: 0 the currency itself, 1 other money, 2 a stablecoin, 3 the rest.</param>
/// <param name="Price">The reference price it rests on; null for the currency itself.</param>
internal sealed record LegWorth(Quantity PerUnit, int Rank, ReferencePrice? Price)
{
    /// <summary>The rank of a stablecoin.</summary>
    public const int Stablecoin = 2;
}
