using System.Numerics.Tensors;
using PortfolioPlatform.Risk.Numerics;

namespace PortfolioPlatform.Risk.Covariance;

/// <summary>Covariance of the last so many bars, O(n²) a bar: the new bar's products come in, those of the bar that leaves go out. After each full turn of the window everything is summed anew, so rounding cannot pile up.</summary>
public sealed class RollingCovariance(int assets, int window)
{
    private readonly double[][] _bars = new double[window][];
    private readonly double[] _sums = new double[assets];
    private readonly SquareMatrix _products = new(assets);
    private double[]? _shift;
    private int _next;

    /// <summary>Bars in the window.</summary>
    public int Observations { get; private set; }

    /// <summary>One bar.</summary>
    public void Update(ReadOnlySpan<double> returns)
    {
        if (returns.Length != assets) throw new ArgumentException($"{returns.Length} returns for {assets} assets.", nameof(returns));
        _shift ??= returns.ToArray();
        var bar = new double[assets];
        TensorPrimitives.Subtract(returns, _shift, bar);
        var leaving = _bars[_next];
        _bars[_next] = bar;
        _next = (_next + 1) % window;
        Observations = Math.Min(window, Observations + 1);
        if (_next == 0) SumAnew();
        else Add(bar, leaving);
    }

    /// <summary>The sample covariance (n − 1) of the window.</summary>
    public SquareMatrix Covariance()
    {
        var covariance = new SquareMatrix(assets);
        for (var i = 0; i < assets; i++)
        {
            var row = covariance.Row(i)[i..];
            TensorPrimitives.MultiplyAdd(_sums.AsSpan(i), -_sums[i] / Observations, _products.Row(i)[i..], row);
            TensorPrimitives.Divide(row, Observations - 1.0, row);
        }

        return covariance.MirrorUpper();
    }

    private void SumAnew()
    {
        _sums.AsSpan().Clear();
        _products.Cells.Clear();
        foreach (var bar in _bars) Add(bar, null);
    }

    private void Add(double[] bar, double[]? leaving)
    {
        TensorPrimitives.Add<double>(_sums, bar, _sums);
        if (leaving is not null) TensorPrimitives.Subtract<double>(_sums, leaving, _sums);
        for (var i = 0; i < assets; i++)
        {
            var row = _products.Row(i)[i..];
            TensorPrimitives.MultiplyAdd(bar.AsSpan(i), bar[i], row, row);
            if (leaving is not null) TensorPrimitives.MultiplyAdd(leaving.AsSpan(i), -leaving[i], row, row);
        }
    }
}
