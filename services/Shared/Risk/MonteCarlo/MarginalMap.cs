using System.Numerics.Tensors;
using PortfolioPlatform.Risk.Numerics;

namespace PortfolioPlatform.Risk.MonteCarlo;

/// <summary>Turns a copula's draws, and minus them, into returns.</summary>
internal sealed class MarginalMap(SimulationModel model)
{
    private readonly bool _same = model.Marginal == Marginal.Normal && model.Copula == Copula.Gaussian;
    private readonly bool _student = model.Marginal == Marginal.Student && model.Copula == Copula.Student;

    public void Apply(int asset, ReadOnlySpan<double> joint, Span<double> up, Span<double> down)
    {
        if (_same || _student) Scale(asset, joint, up, down);
        else Map(asset, joint, up, down);
    }

    private void Scale(int asset, ReadOnlySpan<double> joint, Span<double> up, Span<double> down)
    {
        double mean = model.Means[asset], deviation = model.Deviations[asset] * (_student ? ToScale : 1);
        TensorPrimitives.Multiply(joint, deviation, down);
        if (model.Exponential)
        {
            var growth = Math.Exp(mean);
            TensorPrimitives.Exp(down, up);
            TensorPrimitives.Divide(growth, up, down);
            TensorPrimitives.Multiply(up, growth, up);
            TensorPrimitives.Subtract(up, 1, up);
            TensorPrimitives.Subtract(down, 1, down);
            return;
        }

        TensorPrimitives.Add(down, mean, up);
        TensorPrimitives.Subtract(mean, down, down);
    }

    private double ToScale => Math.Sqrt((model.DegreesOfFreedom - 2) / model.DegreesOfFreedom);

    private void Map(int asset, ReadOnlySpan<double> joint, Span<double> up, Span<double> down)
    {
        for (var i = 0; i < joint.Length; i++)
        {
            var p = model.Copula == Copula.Student ? StudentDistribution.Cumulative(joint[i], model.DegreesOfFreedom) : NormalDistribution.Cumulative(joint[i]);
            p = Math.Clamp(p, 1e-15, 1 - 1e-15);
            (up[i], down[i]) = (Quantile(asset, p), Quantile(asset, 1 - p));
        }

        if (!model.Exponential) return;
        TensorPrimitives.Exp(up, up);
        TensorPrimitives.Subtract(up, 1, up);
        TensorPrimitives.Exp(down, down);
        TensorPrimitives.Subtract(down, 1, down);
    }

    private double Quantile(int asset, double p)
    {
        if (model.Marginal == Marginal.Empirical) return OfHistory(model.SortedHistory![asset], p);
        var standard = model.Marginal == Marginal.Student ? ToScale * StudentDistribution.Quantile(p, model.DegreesOfFreedom) : NormalDistribution.Quantile(p);
        return model.Means[asset] + (model.Deviations[asset] * standard);
    }

    private static double OfHistory(double[] sorted, double p)
    {
        var (lower, fraction) = QuantileRule.Default.Place(sorted.Length, p);
        return fraction == 0 ? sorted[lower] : sorted[lower] + (fraction * (sorted[lower + 1] - sorted[lower]));
    }
}
