using System.Numerics;
using System.Runtime.InteropServices;

namespace PortfolioPlatform.Sandbox.Coinbase;

/// <summary>
/// An element of the field of 2^255 − 19 in five limbs of 51 bits. Verification only handles public values, so nothing here needs to run in constant time.
/// Source: RFC 8032; limb layout after "Curve25519: new Diffie-Hellman speed records" (Bernstein).
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct Ed25519Field(ulong a, ulong b, ulong c, ulong d, ulong e)
{
    private const ulong Mask = (1UL << 51) - 1;
    private static readonly BigInteger Prime = (BigInteger.One << 255) - 19;

    private readonly ulong _a = a;
    private readonly ulong _b = b;
    private readonly ulong _c = c;
    private readonly ulong _d = d;
    private readonly ulong _e = e;

    public static Ed25519Field One { get; } = new(1, 0, 0, 0, 0);

    public static Ed25519Field From(BigInteger value)
    {
        var v = BigInteger.Remainder(BigInteger.Remainder(value, Prime) + Prime, Prime);
        ulong Limb(int index) => (ulong)((v >> (51 * index)) & Mask);
        return new Ed25519Field(Limb(0), Limb(1), Limb(2), Limb(3), Limb(4));
    }

    public BigInteger ToInteger() =>
        BigInteger.Remainder(_a + ((BigInteger)_b << 51) + ((BigInteger)_c << 102) + ((BigInteger)_d << 153) + ((BigInteger)_e << 204), Prime);

    public static Ed25519Field operator +(Ed25519Field x, Ed25519Field y) =>
        Carry(x._a + y._a, x._b + y._b, x._c + y._c, x._d + y._d, x._e + y._e);

    /// <summary>Adds four times the prime first, so that no limb goes below zero.</summary>
    public static Ed25519Field operator -(Ed25519Field x, Ed25519Field y)
    {
        const ulong Low = 4 * ((1UL << 51) - 19);
        const ulong High = 4 * ((1UL << 51) - 1);
        return Carry(x._a + Low - y._a, x._b + High - y._b, x._c + High - y._c, x._d + High - y._d, x._e + High - y._e);
    }

    public static Ed25519Field operator *(Ed25519Field x, Ed25519Field y)
    {
        ulong b19 = 19 * y._b, c19 = 19 * y._c, d19 = 19 * y._d, e19 = 19 * y._e;
        var r0 = Wide(x._a, y._a) + Wide(x._b, e19) + Wide(x._c, d19) + Wide(x._d, c19) + Wide(x._e, b19);
        var r1 = Wide(x._a, y._b) + Wide(x._b, y._a) + Wide(x._c, e19) + Wide(x._d, d19) + Wide(x._e, c19);
        var r2 = Wide(x._a, y._c) + Wide(x._b, y._b) + Wide(x._c, y._a) + Wide(x._d, e19) + Wide(x._e, d19);
        var r3 = Wide(x._a, y._d) + Wide(x._b, y._c) + Wide(x._c, y._b) + Wide(x._d, y._a) + Wide(x._e, e19);
        var r4 = Wide(x._a, y._e) + Wide(x._b, y._d) + Wide(x._c, y._c) + Wide(x._d, y._b) + Wide(x._e, y._a);
        r1 += r0 >> 51;
        r2 += r1 >> 51;
        r3 += r2 >> 51;
        r4 += r3 >> 51;
        var top = (ulong)(r4 >> 51);
        return Carry(((ulong)r0 & Mask) + (19 * top), (ulong)r1 & Mask, (ulong)r2 & Mask, (ulong)r3 & Mask, (ulong)r4 & Mask);
    }

    private static UInt128 Wide(ulong x, ulong y)
    {
        var high = Math.BigMul(x, y, out ulong low);
        return new UInt128(high, low);
    }

    private static Ed25519Field Carry(ulong a, ulong b, ulong c, ulong d, ulong e)
    {
        b += a >> 51;
        c += b >> 51;
        d += c >> 51;
        e += d >> 51;
        var first = (a & Mask) + (19 * (e >> 51));
        return new Ed25519Field(first & Mask, (b & Mask) + (first >> 51), c & Mask, d & Mask, e & Mask);
    }
}
