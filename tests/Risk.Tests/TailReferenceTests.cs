using System.Text.Json;
using PortfolioPlatform.Risk.Backtests;
using PortfolioPlatform.Risk.Covariance;
using PortfolioPlatform.Risk.Derivatives;
using PortfolioPlatform.Risk.Numerics;
using PortfolioPlatform.Risk.Performance;
using PortfolioPlatform.Risk.Returns;
using PortfolioPlatform.Risk.ValueAtRisk;
using static PortfolioPlatform.Risk.Tests.References;

namespace PortfolioPlatform.Risk.Tests;

/// <summary>The same figures by R (tests/references/risk/tails.R), which integrates what is a closed form here.</summary>
public sealed class TailReferenceTests
{
    private static readonly JsonElement R = JsonDocument.Parse(File.ReadAllText(PathOf("tails.json"))).RootElement;
    private static readonly double[] Book = PortfolioReturns.Of(References.Returns, Weights), Levels = [0.95, 0.99];

    [Fact]
    public void Covariance_correlation_and_deviation_equal_Rs()
    {
        var covariance = SampleCovariance.Of(References.Returns);
        Close(R.GetProperty("covariance").Rows(), covariance);
        Close(R.GetProperty("pearson").Rows(), CorrelationMatrix.FromCovariance(covariance));
        Close(R.GetProperty("sd")[0].GetDouble(), Moments.Of(Book).StandardDeviation);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Quantiles_and_integrated_shortfalls_equal_Rs(int level)
    {
        var moments = Moments.Of(Book);
        Same("normal", ParametricVar.Normal(moments.Mean, moments.StandardDeviation, Levels[level]));
        Same("student", ParametricVar.Student(moments.Mean, moments.StandardDeviation, 5, Levels[level]));
        Same("historical", HistoricalVar.Plain(Book, Levels[level], QuantileRule.Default));

        void Same(string name, Tail tail) => Close(R.GetProperty(name).Rows()[level], [tail.ValueAtRisk, tail.ExpectedShortfall]);
    }

    [Fact]
    public void A_likelihood_ratio_and_its_chance_equal_Rs()
    {
        var test = Backtest.Kupiec(500, 9, 0.99);
        Close(R.GetProperty("kupiec").Numbers(), [test.Statistic, test.PValue]);
    }

    [Fact]
    public void A_money_weighted_rate_is_the_root_R_finds()
    {
        var start = new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);
        Close(R.GetProperty("xirr")[0].GetDouble(), ReturnOnCapital.Xirr([new(start, -1000), new(start.AddDays(91), -250), new(start.AddDays(200), 130), new(start.AddDays(365), 1190)])!.Value);
    }

    [Fact]
    public void Options_on_forwards_are_worth_what_R_says()
    {
        OptionTerms[] options =
        [
            OptionTerms.OnForward(true, 62_000, 60_000, 0.2, 0.6), OptionTerms.OnForward(false, 62_000, 60_000, 0.2, 0.6), OptionTerms.OnForward(true, 62_000, 90_000, 0.05, 0.9), OptionTerms.OnForward(false, 62_000, 30_000, 0.05, 0.9),
        ];
        var expected = R.GetProperty("options").Numbers();
        // To 1e-9 of the forward's worth: far out of the money a worth is the difference of two numbers that are almost the same.
        for (var i = 0; i < options.Length; i++) Assert.Equal(expected[i], BlackScholes.Of(options[i]).Worth, 62_000 * 1e-9);
    }
}
