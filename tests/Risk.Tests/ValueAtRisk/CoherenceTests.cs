using FsCheck;
using FsCheck.Fluent;
using PortfolioPlatform.Risk.Numerics;
using PortfolioPlatform.Risk.Reports;
using PortfolioPlatform.Risk.Returns;
using PortfolioPlatform.Risk.ValueAtRisk;
using static PortfolioPlatform.Risk.Tests.References;

namespace PortfolioPlatform.Risk.Tests.ValueAtRisk;

/// <summary>The axioms of P. Artzner, F. Delbaen, J.-M. Eber, D. Heath, "Coherent measures of risk" (1999), on any data.</summary>
public sealed class CoherenceTests
{
    [Fact]
    public void A_sure_return_lowers_both_figures_by_itself() => ForAnyTwoSeries((x, _) =>
    {
        double[] moved = Array.ConvertAll(x, r => r + 0.01);
        foreach (var figure in Measures())
        {
            Close(figure(x).ValueAtRisk - 0.01 + 1, figure(moved).ValueAtRisk + 1);
            Close(figure(x).ExpectedShortfall - 0.01 + 1, figure(moved).ExpectedShortfall + 1);
        }
    });

    [Fact]
    public void Twice_the_position_is_twice_the_risk() => ForAnyTwoSeries((x, _) =>
    {
        double[] doubled = Array.ConvertAll(x, r => r * 2);
        foreach (var figure in Measures())
        {
            Close((2 * figure(x).ValueAtRisk) + 1, figure(doubled).ValueAtRisk + 1);
            Close((2 * figure(x).ExpectedShortfall) + 1, figure(doubled).ExpectedShortfall + 1);
        }
    });

    [Fact]
    public void The_shortfall_of_a_sum_never_exceeds_the_sum_of_shortfalls() => ForAnyTwoSeries((x, y) =>
    {
        double[] sum = [.. x.Zip(y, (a, b) => a + b)];
        double Integral(double[] r) => HistoricalVar.Plain(r, 0.95, QuantileRule.Default, ShortfallRule.Integral).ExpectedShortfall;
        Assert.True(Integral(sum) <= Integral(x) + Integral(y) + 1e-12);
    });

    [Fact]
    public void A_worse_return_everywhere_is_more_risk() => ForAnyTwoSeries((x, y) =>
    {
        double[] worse = [.. x.Zip(y, (a, b) => a - Math.Abs(b))];
        var (before, after) = (HistoricalVar.Plain(x, 0.95, QuantileRule.Default), HistoricalVar.Plain(worse, 0.95, QuantileRule.Default));
        Assert.True(after.ValueAtRisk >= before.ValueAtRisk - 1e-12);
        Assert.True(after.ExpectedShortfall >= after.ValueAtRisk - 1e-12);
    });

    [Fact]
    public void Euler_components_add_up_for_any_book() => ForAnyTwoSeries((x, y) =>
    {
        var aligned = new AlignedReturns(["x", "y"], null, [x, y], x.Length, []);
        foreach (var name in (string[])["historical", "normal", "cornishFisher", "t5", "ewma", "filtered"])
        {
            var settings = ValueAtRiskTests.Settings(name) with { Components = true, Horizon = 2 };
            var figure = Assert.Single(RiskReporting.Of(aligned, [0.7, -0.2], settings).Value!.Levels);
            Close(figure.Tail.ValueAtRisk + 1, figure.Components!.Sum() + 1);
        }
    });

    private static IEnumerable<Func<double[], Tail>> Measures()
    {
        yield return x => HistoricalVar.Plain(x, 0.95, QuantileRule.Default);
        yield return x => HistoricalVar.Plain(x, 0.95, QuantileRule.Default, ShortfallRule.Integral);
        yield return x => HistoricalVar.AgeWeighted(x, 0.95, 0.98);
        yield return x => Parametric(x, m => ParametricVar.Normal(m.Mean, m.StandardDeviation, 0.95));
        yield return x => Parametric(x, m => ParametricVar.Student(m.Mean, m.StandardDeviation, 5, 0.95));
        yield return x => Parametric(x, m => ParametricVar.CornishFisher(m.Mean, m.StandardDeviation, m.Skewness, m.ExcessKurtosis, 0.95));
    }

    private static Tail Parametric(double[] x, Func<Moments, Tail> form) => form(Moments.Of(x));

    private static void ForAnyTwoSeries(Action<double[], double[]> holds) =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Gen.Choose(0, 1_000_000).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            double[] Series() => [.. Enumerable.Range(0, 30 + random.Next(100)).Select(_ => (random.NextDouble() + random.NextDouble() - 1) * 0.1)];
            var x = Series();
            holds(x, [.. Enumerable.Range(0, x.Length).Select(i => (0.5 * x[i]) + ((random.NextDouble() - 0.5) * 0.1))]);
        }));
}
