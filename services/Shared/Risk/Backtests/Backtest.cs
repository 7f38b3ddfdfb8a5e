namespace PortfolioPlatform.Risk.Backtests;

/// <summary>Whether yesterday's VaR held: exceptions counted and tested.</summary>
/// <param name="Observations">Forecasts compared with what came.</param>
/// <param name="Exceptions">Losses above the VaR.</param>
/// <param name="Coverage">Kupiec: are there as many as promised?</param>
/// <param name="Independence">Christoffersen: do they come alone?</param>
/// <param name="Conditional">Both at once.</param>
public sealed record Backtest(int Observations, int Exceptions, LikelihoodTest Coverage, LikelihoodTest Independence, LikelihoodTest Conditional)
{
    /// <summary>Compares returns with the VaR forecast for each of them (a positive loss).</summary>
    public static Backtest Of(ReadOnlySpan<double> returns, ReadOnlySpan<double> forecasts, double level)
    {
        if (returns.Length != forecasts.Length) throw new ArgumentException($"{returns.Length} returns for {forecasts.Length} forecasts.", nameof(forecasts));
        var hits = new bool[returns.Length];
        for (var i = 0; i < hits.Length; i++) hits[i] = -returns[i] > forecasts[i];
        return Of(hits, level);
    }

    /// <summary>Tests a series of exceptions.</summary>
    public static Backtest Of(ReadOnlySpan<bool> hits, double level)
    {
        var exceptions = hits.Count(true);
        LikelihoodTest coverage = Kupiec(hits.Length, exceptions, level), independence = Christoffersen(hits);
        return new(hits.Length, exceptions, coverage, independence, LikelihoodTest.Of(coverage.Statistic + independence.Statistic, 2));
    }

    /// <summary>Proportion of failures. Source: P. Kupiec, "Techniques for verifying the accuracy of risk measurement models", J. Derivatives 3 (1995).</summary>
    public static LikelihoodTest Kupiec(int observations, int exceptions, double level)
    {
        var seen = (double)exceptions / observations;
        return LikelihoodTest.Of(2 * (Bernoulli(observations - exceptions, exceptions, seen) - Bernoulli(observations - exceptions, exceptions, 1 - level)), 1);
    }

    /// <summary>First-order Markov alternative. Source: P. Christoffersen, "Evaluating interval forecasts", Int. Economic Review 39 (1998).</summary>
    public static LikelihoodTest Christoffersen(ReadOnlySpan<bool> hits)
    {
        Span<int> counts = stackalloc int[4]; // 00, 01, 10, 11
        for (var i = 1; i < hits.Length; i++) counts[(hits[i - 1] ? 2 : 0) + (hits[i] ? 1 : 0)]++;
        double afterNone = Share(counts[1], counts[0]), afterOne = Share(counts[3], counts[2]), always = Share(counts[1] + counts[3], counts[0] + counts[2]);
        var free = Bernoulli(counts[0], counts[1], afterNone) + Bernoulli(counts[2], counts[3], afterOne);
        return LikelihoodTest.Of(2 * (free - Bernoulli(counts[0] + counts[2], counts[1] + counts[3], always)), 1);
    }

    /// <summary>Green, yellow or red: how unlikely so many exceptions are, below 95 %, below 99.99 %, or beyond. Source: Basel Committee, Supervisory framework for the use of "backtesting" (1996), table 2.</summary>
    public static TrafficLight Light(int observations, int exceptions, double level)
    {
        double cumulative = 0;
        for (var k = 0; k <= exceptions; k++) cumulative += Binomial(observations, k, 1 - level);
        return cumulative < 0.95 ? TrafficLight.Green : cumulative < 0.9999 ? TrafficLight.Yellow : TrafficLight.Red;
    }

    private static double Share(int yes, int no) => yes + no == 0 ? 0 : (double)yes / (yes + no);

    private static double Bernoulli(int no, int yes, double p) => (no == 0 ? 0 : no * Math.Log(1 - p)) + (yes == 0 ? 0 : yes * Math.Log(p));

    private static double Binomial(int n, int k, double p) =>
        Math.Exp(MathNet.Numerics.SpecialFunctions.BinomialLn(n, k) + Bernoulli(n - k, k, p));
}
