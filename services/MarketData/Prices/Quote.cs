using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.MarketData.Prices;

/// <summary>The last price of one market at one venue.</summary>
/// <param name="venue">Where.</param>
/// <param name="baseAsset">What is priced.</param>
/// <param name="quoteAsset">What it is priced in.</param>
internal sealed class Quote(VenuePulse venue, AssetId baseAsset, AssetId quoteAsset)
{
    public VenuePulse Venue { get; } = venue;

    public AssetId Base { get; } = baseAsset;

    public AssetId QuotedIn { get; } = quoteAsset;

    /// <summary>Quote units per base unit.</summary>
    public decimal Price { get; private set; }

    /// <summary>The venue's time.</summary>
    public DateTimeOffset Time { get; private set; }

    /// <summary>When it was received.</summary>
    public DateTimeOffset SeenAt { get; private set; }

    /// <summary>Takes a tick unless a younger one is already here (streams deliver late and twice).</summary>
    public bool Take(decimal price, DateTimeOffset time, DateTimeOffset now)
    {
        if (time > now) time = now;
        if (time < Time) return false;
        (Price, Time, SeenAt) = (price, time, now);
        return true;
    }
}

/// <summary>Whether a venue is heard at all.</summary>
/// <param name="name">The venue.</param>
internal sealed class VenuePulse(string name)
{
    public string Name { get; } = name;

    /// <summary>When it last told anything.</summary>
    public DateTimeOffset HeardAt { get; set; }

    /// <summary><c>RateLimited</c> or <c>Error</c> while the venue refuses; null when all is well.</summary>
    public string? Trouble { get; set; }

    public bool IsDark(DateTimeOffset now, PriceRules rules) => now - HeardAt > rules.VenueSilence;
}
