using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PortfolioPlatform.Risk.Covariance;

/// <summary>Adds A·Bᵀ of two packed pieces (rows one after the other, <see cref="Depth"/> numbers each) to a result, in tiles of four by two rows held in registers.</summary>
internal static class ProductKernel
{
    /// <summary>Numbers of each packed row: 200 rows of them stay in the second-level cache.</summary>
    public const int Depth = 256;

    /// <summary>sums[i, j] += Σₖ a[i, k]·b[j, k]; with <paramref name="upper"/> only tiles that touch j ≥ i.</summary>
    public static void Add(ReadOnlySpan<double> a, int rowsA, ReadOnlySpan<double> b, int rowsB, Span<double> sums, bool upper)
    {
        for (var i = 0; i < rowsA; i += 4)
        {
            var first = upper ? i & ~1 : 0;
            for (var j = first; j < rowsB; j += 2)
            {
                if (i + 4 <= rowsA && j + 2 <= rowsB) AddTile(a[(i * Depth)..], b[(j * Depth)..], sums[((i * rowsB) + j)..], rowsB);
                else AddEdge(a, Math.Min(rowsA, i + 4), i, b, Math.Min(rowsB, j + 2), j, sums, rowsB);
            }
        }
    }

    private static void AddTile(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> sums, int stride)
    {
        ref var pa = ref MemoryMarshal.GetReference(a);
        ref var pb = ref MemoryMarshal.GetReference(b);
        Vector256<double> s00 = default, s01 = default, s10 = default, s11 = default, s20 = default, s21 = default, s30 = default, s31 = default;
        for (nuint k = 0; k < Depth; k += 4)
        {
            var b0 = Vector256.LoadUnsafe(ref pb, k);
            var b1 = Vector256.LoadUnsafe(ref pb, k + Depth);
            var x = Vector256.LoadUnsafe(ref pa, k);
            (s00, s01) = (Vector256.FusedMultiplyAdd(x, b0, s00), Vector256.FusedMultiplyAdd(x, b1, s01));
            x = Vector256.LoadUnsafe(ref pa, k + Depth);
            (s10, s11) = (Vector256.FusedMultiplyAdd(x, b0, s10), Vector256.FusedMultiplyAdd(x, b1, s11));
            x = Vector256.LoadUnsafe(ref pa, k + (2 * Depth));
            (s20, s21) = (Vector256.FusedMultiplyAdd(x, b0, s20), Vector256.FusedMultiplyAdd(x, b1, s21));
            x = Vector256.LoadUnsafe(ref pa, k + (3 * Depth));
            (s30, s31) = (Vector256.FusedMultiplyAdd(x, b0, s30), Vector256.FusedMultiplyAdd(x, b1, s31));
        }

        Store(sums, 0, s00, s01);
        Store(sums, stride, s10, s11);
        Store(sums, 2 * stride, s20, s21);
        Store(sums, 3 * stride, s30, s31);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Span<double> sums, int at, Vector256<double> left, Vector256<double> right)
    {
        sums[at] += Vector256.Sum(left);
        sums[at + 1] += Vector256.Sum(right);
    }

    private static void AddEdge(ReadOnlySpan<double> a, int endA, int i, ReadOnlySpan<double> b, int endB, int j, Span<double> sums, int stride)
    {
        for (var row = i; row < endA; row++)
        {
            for (var column = j; column < endB; column++)
            {
                sums[(row * stride) + column] += System.Numerics.Tensors.TensorPrimitives.Dot(a.Slice(row * Depth, Depth), b.Slice(column * Depth, Depth));
            }
        }
    }
}
