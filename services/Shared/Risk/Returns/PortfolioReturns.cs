using System.Numerics;
using System.Runtime.InteropServices;

namespace PortfolioPlatform.Risk.Returns;

/// <summary>Weighted sums of columns.</summary>
public static class PortfolioReturns
{
    private const int Chunk = 2048;
    private const int Together = 8;

    // A matrix that caches hold is read by one thread as fast as by two, and nobody has to be woken.
    private const long LeastOfThread = 4_000_000;

    /// <summary>Σᵢ wᵢ·rᵢ for every row; the result does not depend on the number of threads.</summary>
    public static double[] Of(double[][] columns, ReadOnlySpan<double> weights, int threads = 1)
    {
        if (weights.Length != columns.Length) throw new ArgumentException($"{weights.Length} weights for {columns.Length} assets.", nameof(weights));
        var sums = new double[columns.Length == 0 ? 0 : columns[0].Length];
        var pieces = (int)Math.Min(threads, (long)sums.Length * columns.Length / LeastOfThread);
        if (pieces <= 1)
        {
            Add(columns, weights, 0, sums);
            return sums;
        }

        var (shares, each) = (weights.ToArray(), (sums.Length + pieces - 1) / pieces);
        Parallel.For(0, pieces, new ParallelOptions { MaxDegreeOfParallelism = threads }, piece => Add(columns, shares, piece * each, sums.AsSpan(piece * each, Math.Min(each, sums.Length - (piece * each)))));
        return sums;
    }

    // Chunk by chunk, whose sums stay in the first-level cache while eight columns at a time stream past.
    private static void Add(double[][] columns, ReadOnlySpan<double> weights, int start, Span<double> sums)
    {
        for (var done = 0; done < sums.Length; done += Chunk)
        {
            var part = sums.Slice(done, Math.Min(Chunk, sums.Length - done));
            var column = 0;
            for (; column + Together <= columns.Length; column += Together) AddEight(columns.AsSpan(column, Together), weights.Slice(column, Together), start + done, part);
            for (; column < columns.Length; column++) AddOne(columns[column].AsSpan(start + done, part.Length), weights[column], part);
        }
    }

    private static void AddOne(ReadOnlySpan<double> column, double weight, Span<double> sums)
    {
        for (var i = 0; i < sums.Length; i++) sums[i] = Math.FusedMultiplyAdd(column[i], weight, sums[i]);
    }

    // The same operations in the same order for every row, in vectors and behind them, so that where a piece begins changes no bit.
    private static void AddEight(ReadOnlySpan<double[]> columns, ReadOnlySpan<double> w, int start, Span<double> sums)
    {
        var rows = sums.Length;
        ref double a = ref First(columns[0], start, rows), b = ref First(columns[1], start, rows), c = ref First(columns[2], start, rows), d = ref First(columns[3], start, rows);
        ref double e = ref First(columns[4], start, rows), f = ref First(columns[5], start, rows), g = ref First(columns[6], start, rows), h = ref First(columns[7], start, rows);
        ref var sum = ref MemoryMarshal.GetReference(sums);
        nuint i = 0, whole = (nuint)(sums.Length - (sums.Length % Vector<double>.Count));
        Vector<double> wa = new(w[0]), wb = new(w[1]), wc = new(w[2]), wd = new(w[3]), we = new(w[4]), wf = new(w[5]), wg = new(w[6]), wh = new(w[7]);
        for (; i < whole; i += (nuint)Vector<double>.Count)
        {
            var left = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref d, i), wd, Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref c, i), wc, Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref b, i), wb, Vector.LoadUnsafe(ref a, i) * wa)));
            var right = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref h, i), wh, Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref g, i), wg, Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref f, i), wf, Vector.LoadUnsafe(ref e, i) * we)));
            (Vector.LoadUnsafe(ref sum, i) + (left + right)).StoreUnsafe(ref sum, i);
        }

        for (var row = (int)i; row < sums.Length; row++)
        {
            var (left, right) = (columns[0][start + row] * w[0], columns[4][start + row] * w[4]);
            for (var k = 1; k < Together / 2; k++) (left, right) = (Math.FusedMultiplyAdd(columns[k][start + row], w[k], left), Math.FusedMultiplyAdd(columns[k + 4][start + row], w[k + 4], right));
            sums[row] += left + right;
        }
    }

    // The span holds the column against its length before anything is read without looking.
    private static ref double First(double[] column, int start, int rows) => ref MemoryMarshal.GetReference(column.AsSpan(start, rows));
}
