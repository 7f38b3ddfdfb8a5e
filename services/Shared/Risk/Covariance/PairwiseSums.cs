using System.Numerics.Tensors;
using System.Runtime.Intrinsics;
using PortfolioPlatform.Risk.Numerics;

namespace PortfolioPlatform.Risk.Covariance;

/// <summary>Sums over the rows two columns share: how many, the first column's sum and sum of squares, the products. Row = the column that is summed, column = the one that must be present.</summary>
internal sealed class PairwiseSums(int size)
{
    private const int Segments = 8;

    public SquareMatrix Counts { get; } = new(size);

    public SquareMatrix Firsts { get; } = new(size);

    public SquareMatrix Squares { get; } = new(size);

    public SquareMatrix Products { get; } = new(size);

    public static PairwiseSums Of(double[][] columns, int threads)
    {
        var rows = columns[0].Length;
        var shift = Array.ConvertAll(columns, MeanOfPresent);
        var chunks = (rows + ProductKernel.Depth - 1) / ProductKernel.Depth;
        var parts = new PairwiseSums[Math.Clamp(chunks, 1, Segments)];
        Parallel.For(0, parts.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, part =>
        {
            parts[part] = new PairwiseSums(columns.Length);
            parts[part].AddSegment(columns, shift, part * chunks / parts.Length * ProductKernel.Depth, Math.Min(rows, (part + 1) * chunks / parts.Length * ProductKernel.Depth));
        });
        foreach (var part in parts.AsSpan(1)) parts[0].Add(part);
        parts[0].Counts.MirrorUpper();
        parts[0].Products.MirrorUpper();
        return parts[0];
    }

    private static double MeanOfPresent(double[] column)
    {
        double sum = 0, seen = 0;
        foreach (var x in column)
        {
            if (double.IsNaN(x)) continue;
            (sum, seen) = (sum + x, seen + 1);
        }

        return seen == 0 ? 0 : sum / seen;
    }

    private void AddSegment(double[][] columns, double[] shift, int start, int end)
    {
        var cells = columns.Length * ProductKernel.Depth;
        double[] present = new double[cells], first = new double[cells], square = new double[cells];
        for (var at = start; at < end; at += ProductKernel.Depth)
        {
            var length = Math.Min(ProductKernel.Depth, end - at);
            for (var i = 0; i < columns.Length; i++)
            {
                var place = i * ProductKernel.Depth;
                Pack(columns[i].AsSpan(at, length), shift[i], present.AsSpan(place, ProductKernel.Depth), first.AsSpan(place, ProductKernel.Depth), square.AsSpan(place, ProductKernel.Depth));
            }

            ProductKernel.Add(present, columns.Length, present, columns.Length, Counts.Cells, upper: true);
            ProductKernel.Add(first, columns.Length, first, columns.Length, Products.Cells, upper: true);
            ProductKernel.Add(first, columns.Length, present, columns.Length, Firsts.Cells, upper: false);
            ProductKernel.Add(square, columns.Length, present, columns.Length, Squares.Cells, upper: false);
        }
    }

    private static void Pack(ReadOnlySpan<double> column, double shift, Span<double> present, Span<double> first, Span<double> square)
    {
        var i = 0;
        for (; i + 4 <= column.Length; i += 4)
        {
            var x = Vector256.Create(column.Slice(i, 4));
            var seen = Vector256.Equals(x, x);
            var moved = Vector256.ConditionalSelect(seen, x - Vector256.Create(shift), Vector256<double>.Zero);
            Vector256.ConditionalSelect(seen, Vector256<double>.One, Vector256<double>.Zero).CopyTo(present[i..]);
            moved.CopyTo(first[i..]);
            (moved * moved).CopyTo(square[i..]);
        }

        for (; i < present.Length; i++)
        {
            var seen = i < column.Length && !double.IsNaN(column[i]);
            present[i] = seen ? 1 : 0;
            first[i] = seen ? column[i] - shift : 0;
            square[i] = first[i] * first[i];
        }
    }

    private void Add(PairwiseSums other)
    {
        TensorPrimitives.Add<double>(Counts.Cells, other.Counts.Cells, Counts.Cells);
        TensorPrimitives.Add<double>(Firsts.Cells, other.Firsts.Cells, Firsts.Cells);
        TensorPrimitives.Add<double>(Squares.Cells, other.Squares.Cells, Squares.Cells);
        TensorPrimitives.Add<double>(Products.Cells, other.Products.Cells, Products.Cells);
    }
}
