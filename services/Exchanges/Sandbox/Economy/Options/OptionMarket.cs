using PortfolioPlatform.Sandbox.Markets;

namespace PortfolioPlatform.Sandbox.Economy;

/// <summary>What an option stands at.</summary>
/// <param name="Forward">The coin's price it is computed from.</param>
/// <param name="Volatility">Implied, of a year, in per cent with two digits.</param>
/// <param name="Mark">In the coin, on four digits.</param>
/// <param name="Delta">By the coin's price.</param>
/// <param name="Gamma">Of delta.</param>
/// <param name="Vega">By one per cent of volatility, in dollars.</param>
public sealed record OptionQuote(decimal Forward, decimal Volatility, decimal Mark, double Delta, double Gamma, double Vega);

/// <summary>The options of a venue: which are listed and what they stand at, by Black's formula on the coin's price with a smile that drifts.</summary>
public sealed class OptionMarket(PriceBoard prices, ulong seed)
{
    private const double Year = 365;
    private static readonly (string Asset, decimal Step, double Level)[] Coins = [("BTC", 5_000, 0.52), ("ETH", 250, 0.68)];

    /// <summary>Coins that options are listed on.</summary>
    public static IReadOnlyList<string> Assets { get; } = [.. Coins.Select(c => c.Asset)];

    /// <summary>The coin's price, to the cent.</summary>
    public decimal Forward(string asset, DateTimeOffset time) => decimal.Round((decimal)prices.UsdAt(asset, time), 2);

    /// <summary>What is listed: the next two Fridays and the last one of the two months after, strikes from about half to twice the price.</summary>
    public IEnumerable<OptionContract> Listed(DateTimeOffset time)
    {
        foreach (var (asset, step, _) in Coins)
        {
            var middle = decimal.Round(Forward(asset, time) / step) * step;
            foreach (var expiry in Expiries(time))
                for (var strike = Math.Max(step, middle - (6 * step)); strike <= middle + (6 * step); strike += step)
                {
                    yield return new OptionContract(asset, expiry, strike, true);
                    yield return new OptionContract(asset, expiry, strike, false);
                }
        }
    }

    /// <summary>The listed contract of a name; null when it is none.</summary>
    public OptionContract? Find(string? name, DateTimeOffset time) => Listed(time).FirstOrDefault(c => c.Name == name);

    /// <summary>What a contract stands at.</summary>
    public OptionQuote Quote(OptionContract contract, DateTimeOffset time)
    {
        var forward = Forward(contract.Asset, time);
        return QuoteAt(contract, forward, Percent(contract, (double)forward, Years(contract, time), time), time);
    }

    /// <summary>What a contract would stand at with another price of the coin and a volatility in per cent.</summary>
    public static OptionQuote QuoteAt(OptionContract contract, decimal forward, decimal percent, DateTimeOffset time)
    {
        var years = Years(contract, time);
        var (f, k, deviation) = ((double)forward, (double)contract.Strike, (double)percent / 100 * Math.Sqrt(years));
        var d1 = (Math.Log(f / k) / deviation) + (deviation / 2);
        var sign = contract.IsCall ? 1 : -1;
        var worth = sign * ((f * Normal(sign * d1)) - (k * Normal(sign * (d1 - deviation))));
        var density = Math.Exp(-d1 * d1 / 2) / Math.Sqrt(2 * Math.PI);
        return new OptionQuote(forward, percent, decimal.Round((decimal)(worth / f), 4), sign * Normal(sign * d1), density / (f * deviation), f * density * Math.Sqrt(years) / 100);
    }

    /// <summary>Best bid and ask.</summary>
    public (decimal Bid, decimal Ask) Book(OptionContract contract, DateTimeOffset time)
    {
        var mark = Quote(contract, time).Mark;
        return (Math.Max(OptionContract.Tick, mark - 0.0005m), Math.Max(2 * OptionContract.Tick, mark + 0.0005m));
    }

    private static double Years(OptionContract contract, DateTimeOffset time) => Math.Max(1e-6, (contract.Expiry - time).TotalDays / Year);

    private decimal Percent(OptionContract contract, double forward, double years, DateTimeOffset time)
    {
        var level = Coins.First(c => c.Asset == contract.Asset).Level;
        var distance = Math.Log((double)contract.Strike / forward) / Math.Sqrt(Math.Max(years, 0.02));
        var hour = Math.Floor(time.ToUnixTimeSeconds() / 3600.0);
        var drift = 0.02 * Noise.Bell(Noise.Of(Noise.Of(seed, "volatility-" + contract.Asset), (ulong)hour));
        return decimal.Round((decimal)(100 * (level + drift + (0.04 * distance * distance))), 2);
    }

    private static IEnumerable<DateTimeOffset> Expiries(DateTimeOffset time)
    {
        var friday = Friday(time);
        var days = new SortedSet<DateTimeOffset> { friday, friday.AddDays(7) };
        for (var months = 1; months <= 2; months++)
        {
            var last = new DateTimeOffset(time.Year, time.Month, 1, 8, 0, 0, TimeSpan.Zero).AddMonths(months + 1).AddDays(-1);
            days.Add(last.AddDays(-(((int)last.DayOfWeek - (int)DayOfWeek.Friday + 7) % 7)));
        }

        return days;
    }

    private static DateTimeOffset Friday(DateTimeOffset time)
    {
        var end = new DateTimeOffset(time.UtcDateTime.Date.AddHours(8), TimeSpan.Zero);
        while (end.DayOfWeek != DayOfWeek.Friday || end <= time) end = end.AddDays(1);
        return end;
    }

    // Abramowitz and Stegun 26.2.17: eight digits, more than the marks have.
    private static double Normal(double x)
    {
        if (x < 0) return 1 - Normal(-x);
        var t = 1 / (1 + (0.2316419 * x));
        var sum = t * (0.319381530 + (t * (-0.356563782 + (t * (1.781477937 + (t * (-1.821255978 + (t * 1.330274429))))))));
        return 1 - (Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI) * sum);
    }
}
