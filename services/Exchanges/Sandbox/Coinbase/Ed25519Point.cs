using System.Numerics;

namespace PortfolioPlatform.Sandbox.Coinbase;

/// <summary>A point of edwards25519 in extended coordinates (RFC 8032, 5.1.4).</summary>
internal sealed class Ed25519Point
{
    private static readonly BigInteger Prime = (BigInteger.One << 255) - 19;
    private static readonly BigInteger CurveD = BigInteger.Remainder(-121665 * BigInteger.ModPow(121666, Prime - 2, Prime), Prime) + Prime;
    private static readonly Ed25519Field TwoD = Ed25519Field.From(2 * CurveD);
    private static readonly BigInteger RootOfMinusOne = BigInteger.ModPow(2, (Prime - 1) / 4, Prime);

    private readonly Ed25519Field _x;
    private readonly Ed25519Field _y;
    private readonly Ed25519Field _z;
    private readonly Ed25519Field _t;

    private Ed25519Point(Ed25519Field x, Ed25519Field y, Ed25519Field z, Ed25519Field t) => (_x, _y, _z, _t) = (x, y, z, t);

    public static Ed25519Point Base { get; } = Decompress(Convert.FromHexString("5866666666666666666666666666666666666666666666666666666666666666"))!;

    private static Ed25519Point Identity { get; } = new(default, Ed25519Field.One, Ed25519Field.One, default);

    /// <summary>The point of 32 bytes, or null when there is none (RFC 8032, 5.1.3).</summary>
    public static Ed25519Point? Decompress(ReadOnlySpan<byte> bytes)
    {
        var number = new BigInteger(bytes, isUnsigned: true);
        var odd = !(number >> 255).IsZero;
        var y = number & ((BigInteger.One << 255) - 1);
        if (y >= Prime) return null;
        var u = Mod((y * y) - 1);
        var v = Mod((CurveD * y * y) + 1);
        var x = SquareRootOfRatio(u, v);
        if (x is not { } root || (root.IsZero && odd)) return null;
        if (root.IsEven == odd) root = Prime - root;
        return Affine(root, y);
    }

    public byte[] Compress()
    {
        var inverse = BigInteger.ModPow(_z.ToInteger(), Prime - 2, Prime);
        var x = Mod(_x.ToInteger() * inverse);
        var y = Mod(_y.ToInteger() * inverse);
        if (!x.IsEven) y |= BigInteger.One << 255;
        var bytes = new byte[32];
        y.TryWriteBytes(bytes, out _, isUnsigned: true);
        return bytes;
    }

    public Ed25519Point Negate() => new(default(Ed25519Field) - _x, _y, _z, default(Ed25519Field) - _t);

    /// <summary>a·P + b·Q in one pass over the bits.</summary>
    public static Ed25519Point Combine(BigInteger a, Ed25519Point p, BigInteger b, Ed25519Point q)
    {
        var both = p.Add(q);
        var sum = Identity;
        for (var bit = (int)Math.Max(a.GetBitLength(), b.GetBitLength()) - 1; bit >= 0; bit--)
        {
            sum = sum.Add(sum);
            var (inA, inB) = (!((a >> bit) & 1).IsZero, !((b >> bit) & 1).IsZero);
            if (inA || inB) sum = sum.Add(inA && inB ? both : inA ? p : q);
        }

        return sum;
    }

    /// <summary>The complete addition formula: right for equal points too.</summary>
    private Ed25519Point Add(Ed25519Point other)
    {
        var a = (_y - _x) * (other._y - other._x);
        var b = (_y + _x) * (other._y + other._x);
        var c = _t * TwoD * other._t;
        var zz = _z * other._z;
        var d = zz + zz;
        var (e, f, g, h) = (b - a, d - c, d + c, b + a);
        return new Ed25519Point(e * f, g * h, f * g, e * h);
    }

    private static Ed25519Point Affine(BigInteger x, BigInteger y) =>
        new(Ed25519Field.From(x), Ed25519Field.From(y), Ed25519Field.One, Ed25519Field.From(x * y));

    private static BigInteger? SquareRootOfRatio(BigInteger u, BigInteger v)
    {
        var ratio = Mod(u * BigInteger.ModPow(v, Prime - 2, Prime));
        var root = BigInteger.ModPow(ratio, (Prime + 3) / 8, Prime);
        if (Mod(root * root) == ratio) return root;
        root = Mod(root * RootOfMinusOne);
        return Mod(root * root) == ratio ? root : null;
    }

    private static BigInteger Mod(BigInteger value) => BigInteger.Remainder(BigInteger.Remainder(value, Prime) + Prime, Prime);
}
