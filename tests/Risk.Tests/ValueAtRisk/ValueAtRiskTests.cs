using System.Text.Json;
using PortfolioPlatform.Risk.Reports;
using PortfolioPlatform.Risk.Returns;
using PortfolioPlatform.Risk.ValueAtRisk;
using static PortfolioPlatform.Risk.Tests.References;

namespace PortfolioPlatform.Risk.Tests.ValueAtRisk;

public sealed class ValueAtRiskTests
{
    private static readonly AlignedReturns Aligned = new(["BTC", "ETH", "SOL", "USDC"], null, References.Returns, 600, []);

    public static TheoryData<string, string> Figures
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var level in (string[])["0.95", "0.99"])
            {
                foreach (var name in (string[])["historical", "normal", "cornishFisher", "t", "t5", "ewma", "normal10", "integral", "ageWeighted", "filtered", "overlapping10"]) data.Add(level, name);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Figures))]
    public void Value_at_risk_and_shortfall_equal_the_reference(string level, string name)
    {
        var expected = At(level).GetProperty(name).Numbers();
        var tail = Figure(level, Settings(name)).Tail;
        Close(expected[0], tail.ValueAtRisk);
        Close(expected[1], tail.ExpectedShortfall);
    }

    [Theory]
    [InlineData("0.95", "normal")]
    [InlineData("0.99", "historical")]
    public void Components_equal_the_reference(string level, string name)
    {
        Close(At(level).GetProperty(name + "Components").Numbers(), Figure(level, Settings(name) with { Components = true }).Components!);
    }

    [Fact]
    public void The_slope_of_the_corrected_quantile_equals_differences()
    {
        Close(At("0.99").GetProperty("cornishFisherMarginal").Numbers(), Figure("0.99", Settings("cornishFisher") with { Components = true }).Marginal!, 2e-6);
    }

    [Theory]
    [InlineData("historical")]
    [InlineData("normal")]
    [InlineData("cornishFisher")]
    [InlineData("t")]
    [InlineData("t5")]
    [InlineData("ewma")]
    [InlineData("ageWeighted")]
    [InlineData("filtered")]
    [InlineData("overlapping10")]
    [InlineData("normal10")]
    [InlineData("likelihood")]
    [InlineData("cumulants")]
    [InlineData("shrunk")]
    [InlineData("simulated")]
    public void Components_add_up_to_the_whole(string name)
    {
        var figure = Figure("0.95", Settings(name) with { Components = true });
        Close(figure.Tail.ValueAtRisk, figure.Components!.Sum());
    }

    [Fact]
    public void Incremental_is_what_closing_a_position_takes_off()
    {
        var settings = Settings("normal") with { Components = true };
        var without = RiskReporting.Of(Aligned, [0.4, 0, 0.2, 0.1], settings).Value!.Levels[0].Tail.ValueAtRisk;
        var figure = Figure("0.95", settings);
        Close(figure.Tail.ValueAtRisk - without, figure.Incremental![1]);
    }

    [Fact]
    public void Moments_follow_the_chosen_rule()
    {
        var portfolio = Aligned.Portfolio(Weights);
        foreach (var rule in Enum.GetValues<MomentRule>())
        {
            var moments = Moments.Of(portfolio, rule);
            Close(Expected.GetProperty("moments").GetProperty(JsonNamingPolicy.CamelCase.ConvertName(rule.ToString())).Numbers(), [moments.Mean, moments.StandardDeviation, moments.Skewness, moments.ExcessKurtosis]);
        }
    }

    [Fact]
    public void The_likelihood_fit_equals_scipys()
    {
        var fit = StudentFit.MaximumLikelihood(Aligned.Portfolio(Weights));
        Close(Expected.GetProperty("studentFit").Numbers(), [fit.Location, fit.Scale, fit.DegreesOfFreedom], 2e-3);
    }

    [Theory]
    [InlineData(VarMethod.Historical, 0.99, 99)]
    [InlineData(VarMethod.Historical, 0.95, 19)]
    [InlineData(VarMethod.Normal, 0.95, 9)]
    [InlineData(VarMethod.Student, 0.95, 19)]
    [InlineData(VarMethod.MonteCarlo, 0.95, 0)]
    public void Too_little_history_is_said_and_never_a_number(VarMethod method, double level, int observations)
    {
        var few = Aligned with { Columns = Array.ConvertAll(References.Returns, c => c[..observations]) };
        var settings = new RiskSettings { Method = method, Levels = [level], Paths = 2000 };
        Assert.Contains("not enough data", RiskReporting.Of(few, Weights, settings).Error!.Message, StringComparison.Ordinal);
        var enough = Aligned with { Columns = Array.ConvertAll(References.Returns, c => c[..Math.Max(10, observations + 1)]) };
        Assert.True(RiskReporting.Of(enough, Weights, settings).IsOk);
    }

    [Fact]
    public void An_estimate_without_excess_kurtosis_is_normal()
    {
        Assert.True(double.IsPositiveInfinity(StudentFit.FromKurtosis(-0.2)));
        Assert.Equal(ParametricVar.Normal(0.01, 0.2, 0.95), ParametricVar.Student(0.01, 0.2, double.PositiveInfinity, 0.95));
    }

    internal static RiskSettings Settings(string name)
    {
        var settings = new RiskSettings();
        return name switch
        {
            "normal" => settings with { Method = VarMethod.Normal },
            "normal10" => settings with { Method = VarMethod.Normal, Horizon = 10 },
            "shrunk" => settings with { Method = VarMethod.Normal, Covariance = CovarianceEstimator.LedoitWolf, Horizon = 3 },
            "cornishFisher" => settings with { Method = VarMethod.CornishFisher },
            "cumulants" => settings with { Method = VarMethod.CornishFisher, Horizon = 5, Scaling = TimeScaling.Cumulants },
            "t" => settings with { Method = VarMethod.Student },
            "t5" => settings with { Method = VarMethod.Student, DegreesOfFreedom = 5 },
            "likelihood" => settings with { Method = VarMethod.Student, LikelihoodFit = true },
            "ewma" => settings with { Method = VarMethod.Ewma },
            "simulated" => settings with { Method = VarMethod.MonteCarlo, Paths = 20_000 },
            "integral" => settings with { Shortfall = ShortfallRule.Integral },
            "ageWeighted" => settings with { Weighting = HistoricalWeighting.Age },
            "filtered" => settings with { Weighting = HistoricalWeighting.Volatility },
            "overlapping10" => settings with { Horizon = 10, Scaling = TimeScaling.Overlapping },
            _ => settings,
        };
    }

    private static JsonElement At(string level) => Expected.GetProperty("var").GetProperty(level);

    private static LevelFigures Figure(string level, RiskSettings settings) =>
        Assert.Single(RiskReporting.Of(Aligned, Weights, settings with { Levels = [double.Parse(level)] }).Value!.Levels);
}
