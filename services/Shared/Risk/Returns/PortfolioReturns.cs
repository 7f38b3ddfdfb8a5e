using System.Numerics;
using System.Runtime.InteropServices;

namespace PortfolioPlatform.Risk.Returns;

/// <summary>Weighted sums of columns.</summary>
public static class PortfolioReturns
{
    private const int Chunk = 1024;

    /// <summary>Σᵢ wᵢ·rᵢ for every row; the result does not depend on the number of threads.</summary>
    public static double[] Of(double[][] columns, ReadOnlySpan<double> weights, int threads = 1)
    {
        if (weights.Length != columns.Length) throw new ArgumentException($"{weights.Length} weights for {columns.Length} assets.", nameof(weights));
        var sums = new double[columns.Length == 0 ? 0 : columns[0].Length];
        if (threads > 1 && sums.Length > Chunk)
        {
            var shares = weights.ToArray();
            Parallel.For(0, (sums.Length + Chunk - 1) / Chunk, new ParallelOptions { MaxDegreeOfParallelism = threads }, piece => AddPiece(columns, shares, piece, sums));
            return sums;
        }

        for (var piece = 0; piece * Chunk < sums.Length; piece++) AddPiece(columns, weights, piece, sums);
        return sums;
    }

    private static void AddPiece(double[][] columns, ReadOnlySpan<double> weights, int piece, double[] sums) =>
        AddChunk(columns, weights, piece * Chunk, sums.AsSpan(piece * Chunk, Math.Min(Chunk, sums.Length - (piece * Chunk))));

    // Four columns at a time over a piece that stays in the first-level cache.
    private static void AddChunk(double[][] columns, ReadOnlySpan<double> weights, int start, Span<double> sums)
    {
        var column = 0;
        for (; column + 4 <= columns.Length; column += 4)
        {
            AddFour(columns.AsSpan(column, 4), weights.Slice(column, 4), start, sums);
        }

        for (; column < columns.Length; column++)
        {
            System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(columns[column].AsSpan(start, sums.Length), weights[column], sums, sums);
        }
    }

    private static void AddFour(ReadOnlySpan<double[]> columns, ReadOnlySpan<double> weights, int start, Span<double> sums)
    {
        ReadOnlySpan<double> a = columns[0].AsSpan(start, sums.Length), b = columns[1].AsSpan(start, sums.Length), c = columns[2].AsSpan(start, sums.Length), d = columns[3].AsSpan(start, sums.Length);
        double wa = weights[0], wb = weights[1], wc = weights[2], wd = weights[3];
        var wide = MemoryMarshal.Cast<double, Vector<double>>(sums);
        ReadOnlySpan<Vector<double>> va = MemoryMarshal.Cast<double, Vector<double>>(a), vb = MemoryMarshal.Cast<double, Vector<double>>(b), vc = MemoryMarshal.Cast<double, Vector<double>>(c), vd = MemoryMarshal.Cast<double, Vector<double>>(d);
        Vector<double> xa = new(wa), xb = new(wb), xc = new(wc), xd = new(wd);
        for (var i = 0; i < wide.Length; i++) wide[i] += ((va[i] * xa) + (vb[i] * xb)) + ((vc[i] * xc) + (vd[i] * xd));
        for (var i = wide.Length * Vector<double>.Count; i < sums.Length; i++) sums[i] += ((a[i] * wa) + (b[i] * wb)) + ((c[i] * wc) + (d[i] * wd));
    }
}
