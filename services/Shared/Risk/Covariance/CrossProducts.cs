using System.Buffers;
using System.Numerics.Tensors;
using PortfolioPlatform.Risk.Numerics;

namespace PortfolioPlatform.Risk.Covariance;

/// <summary>Sums of squares and products about the means. The rows are cut into pieces that depend on their number alone, so the result is the same whatever the number of threads.</summary>
internal static class CrossProducts
{
    private const int Segments = 8;

    /// <summary>Σ(x − x̄)(y − ȳ) for all pairs. Source: shifted data, T. F. Chan, G. H. Golub, R. J. LeVeque, "Algorithms for computing the sample variance", The American Statistician 37 (1983).</summary>
    public static SquareMatrix About(double[][] columns, out double[] means, int threads)
    {
        int count = columns.Length, rows = count == 0 ? 0 : columns[0].Length;
        var shift = Array.ConvertAll(columns, c => TensorPrimitives.Sum<double>(c.AsSpan(0, Math.Min(rows, ProductKernel.Depth))) / Math.Min(rows, ProductKernel.Depth));
        var chunks = (rows + ProductKernel.Depth - 1) / ProductKernel.Depth;
        var parts = new SquareMatrix[Math.Clamp(chunks, 1, Segments)];
        var sums = new double[parts.Length][];
        Parallel.For(0, parts.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, part =>
        {
            (parts[part], sums[part]) = (new SquareMatrix(count), new double[count]);
            AddSegment(columns, shift, (part * chunks / parts.Length) * ProductKernel.Depth, Math.Min(rows, ((part + 1) * chunks / parts.Length) * ProductKernel.Depth), parts[part], sums[part]);
        });
        for (var part = 1; part < parts.Length; part++)
        {
            TensorPrimitives.Add<double>(parts[0].Cells, parts[part].Cells, parts[0].Cells);
            TensorPrimitives.Add<double>(sums[0], sums[part], sums[0]);
        }

        means = [.. sums[0].Zip(shift, (s, c) => c + (s / rows))];
        return Recentre(parts[0], sums[0], rows);
    }

    private static void AddSegment(double[][] columns, double[] shift, int start, int end, SquareMatrix products, double[] sums)
    {
        var packed = ArrayPool<double>.Shared.Rent(columns.Length * ProductKernel.Depth);
        var piece = packed.AsSpan(0, columns.Length * ProductKernel.Depth);
        for (var at = start; at < end; at += ProductKernel.Depth)
        {
            var length = Math.Min(ProductKernel.Depth, end - at);
            for (var i = 0; i < columns.Length; i++)
            {
                var row = piece.Slice(i * ProductKernel.Depth, ProductKernel.Depth);
                TensorPrimitives.Subtract(columns[i].AsSpan(at, length), shift[i], row);
                row[length..].Clear();
                sums[i] += TensorPrimitives.Sum<double>(row);
            }

            ProductKernel.Add(piece, columns.Length, piece, columns.Length, products.Cells, upper: true);
        }

        ArrayPool<double>.Shared.Return(packed);
    }

    private static SquareMatrix Recentre(SquareMatrix products, double[] sums, int rows)
    {
        for (var i = 0; i < products.Size; i++)
        {
            var tail = products.Row(i)[i..];
            TensorPrimitives.MultiplyAdd(sums.AsSpan(i), -sums[i] / rows, tail, tail);
        }

        return products.MirrorUpper();
    }
}
