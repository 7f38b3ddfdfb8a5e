namespace PortfolioPlatform.Risk.Returns;

/// <summary>Periods of a year: these markets never close, so a year has 365 days.</summary>
public static class Annualisation
{
    /// <summary>Days of a year.</summary>
    public const double Days = 365;

    /// <summary>Periods in a year of 365 days, from the median distance of the times; 365 when there are no times.</summary>
    public static double PeriodsPerYear(IReadOnlyList<DateTimeOffset>? times)
    {
        if (times is null || times.Count < 2) return Days;
        var steps = times.Skip(1).Zip(times, (later, earlier) => (later - earlier).TotalDays).Order().ToArray();
        return Days / steps[steps.Length / 2];
    }

    /// <summary>Volatility of a year: σ·√periods, for independent periods.</summary>
    public static double Volatility(double perPeriod, double periodsPerYear) => perPeriod * Math.Sqrt(periodsPerYear);

    /// <summary>Growth of a year with compounding: (Π(1 + r))^(periods/n) − 1.</summary>
    public static double Growth(ReadOnlySpan<double> returns, double periodsPerYear)
    {
        double log = 0;
        foreach (var r in returns) log += Math.Log(1 + r);
        return Math.Exp(log * periodsPerYear / returns.Length) - 1;
    }
}
