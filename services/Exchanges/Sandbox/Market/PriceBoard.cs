namespace PortfolioPlatform.Sandbox.Markets;

/// <summary>A candle of a venue's market.</summary>
/// <param name="OpenTime">When it begins.</param>
/// <param name="Open">First price.</param>
/// <param name="High">Highest price.</param>
/// <param name="Low">Lowest price.</param>
/// <param name="Close">Last price.</param>
/// <param name="Volume">Base volume.</param>
/// <param name="Trades">Number of public trades.</param>
public sealed record SimulatedCandle(DateTimeOffset OpenTime, decimal Open, decimal High, decimal Low, decimal Close, decimal Volume, int Trades);

/// <summary>
/// What every venue's markets cost at any time: US dollar prices from the source, shocks on top, a small deviation per venue, rounded to the market's tick.
/// Doubles inside, exact decimals outside.
/// </summary>
public sealed class PriceBoard
{
    private readonly IPriceSource[] _sources;
    private readonly ulong _seed;
    private volatile MarketShock[] _shocks = [];

    internal PriceBoard(ulong seed, params IPriceSource[] sources) => (_seed, _sources) = (Noise.Of(seed, "venues"), sources);

    internal void Add(MarketShock shock) => _shocks = [.. _shocks, shock];

    /// <summary>Whether a change made from outside is coming in at this time.</summary>
    internal bool IsShaken(DateTimeOffset time) => Array.Exists(_shocks, s => time >= s.From && time <= s.From + s.Over);

    /// <summary>US dollars per unit; zero for an asset nobody prices.</summary>
    public double UsdAt(string asset, DateTimeOffset time)
    {
        if (asset == "USD") return 1;
        foreach (var source in _sources)
            if (source.UsdAt(asset, time) is { } usd) return usd * Shocked(asset, time);
        return 0;
    }

    /// <summary>The last price of a market at a time, on its tick and never below one tick.</summary>
    public decimal Last(VenueMarket market, DateTimeOffset time) => OnTick(market, Mid(market, time));

    /// <summary>The mark of what follows a market: its index without the venue's own deviation, on the tick.</summary>
    public decimal Mark(VenueMarket market, DateTimeOffset time) => UsdAt(market.Quote, time) is > 0 and var quote ? OnTick(market, UsdAt(market.Base, time) / quote) : market.Tick;

    /// <summary>Best bid and ask.</summary>
    public (decimal Bid, decimal Ask) Book(VenueMarket market, DateTimeOffset time)
    {
        var mid = Mid(market, time);
        var bid = OnTick(market, mid * 0.9998);
        return (bid, Math.Max(OnTick(market, mid * 1.0002), bid + market.Tick));
    }

    /// <summary>The candle that opens at a time; of one still running, the part up to <paramref name="now"/>.</summary>
    public SimulatedCandle Candle(VenueMarket market, DateTimeOffset open, TimeSpan length, DateTimeOffset now)
    {
        var end = open + length < now ? open + length : now;
        var first = Last(market, open);
        var (last, high, low) = (first, first, first);
        for (var step = 1; step <= 8; step++)
        {
            last = Last(market, open + ((end - open) * step / 8));
            (high, low) = (Math.Max(high, last), Math.Min(low, last));
        }

        var dice = new Dice(Noise.Of(Noise.Of(_seed, market.Venue + market.Name), (ulong)open.ToUnixTimeSeconds()));
        var share = Math.Max(0.01, (end - open).TotalDays);
        var volume = decimal.Round((decimal)(dice.Between(0.5, 1.5) * 4_000_000 * share / Math.Max(1e-12, UsdAt(market.Base, open))), market.LotDecimals);
        return new SimulatedCandle(open, first, high, low, last, volume, 10 + (int)(dice.Between(0.5, 1.5) * 4_000 * share));
    }

    private double Mid(VenueMarket market, DateTimeOffset time)
    {
        var quote = UsdAt(market.Quote, time);
        return quote <= 0 ? 0 : UsdAt(market.Base, time) / quote * (1 + Deviation(market, time));
    }

    // Up to about three basis points, drifting from minute to minute.
    private double Deviation(VenueMarket market, DateTimeOffset time)
    {
        var minutes = time.ToUnixTimeMilliseconds() / 60_000.0;
        var minute = Math.Floor(minutes);
        var seed = Noise.Of(_seed, market.Venue + market.Base);
        var (a, b) = (Noise.Bell(Noise.Of(seed, (ulong)minute)), Noise.Bell(Noise.Of(seed, (ulong)minute + 1)));
        return 0.0001 * (a + ((b - a) * (minutes - minute)));
    }

    private double Shocked(string asset, DateTimeOffset time)
    {
        var factor = 1.0;
        foreach (var shock in _shocks)
            if (shock.Asset == asset) factor *= shock.At(time);
        return factor;
    }

    private static decimal OnTick(VenueMarket market, double price) =>
        Math.Max(market.Tick, decimal.Round((decimal)price, market.PriceDecimals));
}
