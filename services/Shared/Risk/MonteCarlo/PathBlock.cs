using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using PortfolioPlatform.Risk.Numerics;

namespace PortfolioPlatform.Risk.MonteCarlo;

/// <summary>One block of draws and their mirror images (antithetic variates, J. M. Hammersley, K. W. Morton 1956), the same for a seed and a block number on any machine and thread.</summary>
internal sealed class PathBlock
{
    /// <summary>Draws of a block; each makes two paths.</summary>
    public const int Draws = 512;

    private readonly SimulationModel _model;
    private readonly double[] _factor;
    private readonly double[] _normals;
    private readonly double[] _joint;
    private readonly double[] _stretch = new double[Draws];
    private readonly MarginalMap _map;
    private readonly int _assets;

    /// <param name="model">What is simulated.</param>
    /// <param name="factor">Lower triangle of the correlation.</param>
    public PathBlock(SimulationModel model, SquareMatrix factor)
    {
        (_model, _assets, _factor) = (model, factor.Size, factor.Cells.ToArray());
        (_normals, _joint) = (new double[_assets * Draws], new double[_assets * Draws]);
        _map = new MarginalMap(model);
    }

    /// <summary>How many drawn paths, and how many of their mirror images, a block gives when there is room for so many: as alike as can be.</summary>
    public static (int Drawn, int Mirrored) Share(int room) => (Math.Min(Draws, (room + 1) / 2), Math.Min(Draws, room / 2));

    /// <summary>Draws block number <paramref name="block"/>.</summary>
    public void Draw(ulong seed, int block)
    {
        var stream = new RandomStream(seed, (ulong)block);
        Ziggurat.Fill(ref stream, _normals);
        Correlate();
        if (_model.Copula != Copula.Student) return;
        for (var i = 0; i < Draws; i++) _stretch[i] = Math.Sqrt(_model.DegreesOfFreedom / GammaDraw.ChiSquared(ref stream, _model.DegreesOfFreedom));
        for (var i = 0; i < _assets; i++) TensorPrimitives.Multiply<double>(Joint(i), _stretch, Joint(i));
    }

    /// <summary>The asset's returns on the drawn paths and on their mirror images.</summary>
    public void Returns(int asset, Span<double> up, Span<double> down) => _map.Apply(asset, Joint(asset), up, down);

    /// <summary>Adds the book's profit on the drawn paths and on their mirror images.</summary>
    public void AddProfit(ReadOnlySpan<double> weights, Span<double> up, Span<double> down)
    {
        Span<double> above = stackalloc double[Draws], below = stackalloc double[Draws];
        for (var i = 0; i < _assets; i++)
        {
            Returns(i, above, below);
            TensorPrimitives.MultiplyAdd(above, weights[i], up, up);
            TensorPrimitives.MultiplyAdd(below, weights[i], down, down);
        }
    }

    private Span<double> Joint(int asset) => _joint.AsSpan(asset * Draws, Draws);

    private void Correlate()
    {
        for (var at = 0; at < Draws; at += 16)
        {
            var row = 0;
            for (; row + 2 <= _assets; row += 2) CorrelateTwo(row, at);
            if (row < _assets) CorrelateLast(row, at);
        }
    }

    // Two assets by sixteen paths in eight registers.
    private void CorrelateTwo(int row, int at)
    {
        ref var z = ref MemoryMarshal.GetArrayDataReference(_normals);
        ref var low = ref _factor[row * _assets];
        ref var high = ref _factor[(row + 1) * _assets];
        Vector256<double> a0 = default, a1 = default, a2 = default, a3 = default, b0 = default, b1 = default, b2 = default, b3 = default;
        for (var k = 0; k <= row + 1; k++)
        {
            var place = (nuint)((k * Draws) + at);
            var left = Vector256.Create(System.Runtime.CompilerServices.Unsafe.Add(ref low, k));
            var right = Vector256.Create(System.Runtime.CompilerServices.Unsafe.Add(ref high, k));
            Vector256<double> z0 = Vector256.LoadUnsafe(ref z, place), z1 = Vector256.LoadUnsafe(ref z, place + 4), z2 = Vector256.LoadUnsafe(ref z, place + 8), z3 = Vector256.LoadUnsafe(ref z, place + 12);
            (a0, a1, a2, a3) = (Vector256.FusedMultiplyAdd(left, z0, a0), Vector256.FusedMultiplyAdd(left, z1, a1), Vector256.FusedMultiplyAdd(left, z2, a2), Vector256.FusedMultiplyAdd(left, z3, a3));
            (b0, b1, b2, b3) = (Vector256.FusedMultiplyAdd(right, z0, b0), Vector256.FusedMultiplyAdd(right, z1, b1), Vector256.FusedMultiplyAdd(right, z2, b2), Vector256.FusedMultiplyAdd(right, z3, b3));
        }

        Store(_joint.AsSpan((row * Draws) + at, 16), a0, a1, a2, a3);
        Store(_joint.AsSpan(((row + 1) * Draws) + at, 16), b0, b1, b2, b3);
    }

    private void CorrelateLast(int row, int at)
    {
        var sums = _joint.AsSpan((row * Draws) + at, 16);
        sums.Clear();
        for (var k = 0; k <= row; k++) TensorPrimitives.MultiplyAdd(_normals.AsSpan((k * Draws) + at, 16), _factor[(row * _assets) + k], sums, sums);
    }

    private static void Store(Span<double> to, Vector256<double> a, Vector256<double> b, Vector256<double> c, Vector256<double> d)
    {
        a.CopyTo(to);
        b.CopyTo(to[4..]);
        c.CopyTo(to[8..]);
        d.CopyTo(to[12..]);
    }
}
