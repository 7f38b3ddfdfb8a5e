using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PortfolioPlatform.Risk.Covariance;

/// <summary>Adds A·Bᵀ of two packed pieces (rows one after the other, <see cref="Depth"/> numbers each) to a result, in tiles of four by three rows held in registers.</summary>
internal static class ProductKernel
{
    /// <summary>Numbers of each packed row: 200 rows of them stay in the second-level cache.</summary>
    public const int Depth = 256;

    private const int Tall = 4, Wide = 3;

    /// <summary>Rows of B that stay in the first-level cache while A passes by.</summary>
    private const int Block = 2 * Wide;

    /// <summary>sums[i, j] += Σₖ a[i, k]·b[j, k]; with <paramref name="upper"/> only tiles that touch j ≥ i.</summary>
    public static void Add(ReadOnlySpan<double> a, int rowsA, ReadOnlySpan<double> b, int rowsB, Span<double> sums, bool upper)
    {
        for (var block = 0; block < rowsB; block += Block)
        {
            var end = Math.Min(rowsB, block + Block);
            for (var i = 0; i < rowsA && !(upper && i >= end); i += Tall)
            {
                for (var j = block; j < end; j += Wide)
                {
                    if (i + Tall <= rowsA && j + Wide <= end) AddTile(a[(i * Depth)..], b[(j * Depth)..], sums[((i * rowsB) + j)..], rowsB);
                    else AddEdge(a, Math.Min(rowsA, i + Tall), i, b, Math.Min(end, j + Wide), j, sums, rowsB);
                }
            }
        }
    }

    private static void AddTile(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> sums, int stride)
    {
        ref var pa = ref MemoryMarshal.GetReference(a);
        ref var pb = ref MemoryMarshal.GetReference(b);
        Vector256<double> s00 = default, s01 = default, s02 = default, s10 = default, s11 = default, s12 = default;
        Vector256<double> s20 = default, s21 = default, s22 = default, s30 = default, s31 = default, s32 = default;
        for (nuint k = 0; k < Depth; k += 4)
        {
            var b0 = Vector256.LoadUnsafe(ref pb, k);
            var b1 = Vector256.LoadUnsafe(ref pb, k + Depth);
            var b2 = Vector256.LoadUnsafe(ref pb, k + (2 * Depth));
            var x = Vector256.LoadUnsafe(ref pa, k);
            (s00, s01, s02) = (Vector256.FusedMultiplyAdd(x, b0, s00), Vector256.FusedMultiplyAdd(x, b1, s01), Vector256.FusedMultiplyAdd(x, b2, s02));
            x = Vector256.LoadUnsafe(ref pa, k + Depth);
            (s10, s11, s12) = (Vector256.FusedMultiplyAdd(x, b0, s10), Vector256.FusedMultiplyAdd(x, b1, s11), Vector256.FusedMultiplyAdd(x, b2, s12));
            x = Vector256.LoadUnsafe(ref pa, k + (2 * Depth));
            (s20, s21, s22) = (Vector256.FusedMultiplyAdd(x, b0, s20), Vector256.FusedMultiplyAdd(x, b1, s21), Vector256.FusedMultiplyAdd(x, b2, s22));
            x = Vector256.LoadUnsafe(ref pa, k + (3 * Depth));
            (s30, s31, s32) = (Vector256.FusedMultiplyAdd(x, b0, s30), Vector256.FusedMultiplyAdd(x, b1, s31), Vector256.FusedMultiplyAdd(x, b2, s32));
        }

        Store(sums, 0, s00, s01, s02);
        Store(sums, stride, s10, s11, s12);
        Store(sums, 2 * stride, s20, s21, s22);
        Store(sums, 3 * stride, s30, s31, s32);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Span<double> sums, int at, Vector256<double> left, Vector256<double> middle, Vector256<double> right)
    {
        var three = sums.Slice(at, Wide);
        three[0] += Vector256.Sum(left);
        three[1] += Vector256.Sum(middle);
        three[2] += Vector256.Sum(right);
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
