using System.Numerics;
using System.Security.Cryptography;

namespace PortfolioPlatform.Exchanges.Core;

/// <summary>
/// Ed25519 signatures (RFC 8032, 5.1) for the platform's own keys: .NET has none. Exact and small rather than fast (a few milliseconds a signature);
/// every scalar takes the same sequence of point operations, but big integers are not constant-time, so it signs outgoing requests only.
/// </summary>
internal static class Ed25519
{
    private static readonly BigInteger P = BigInteger.Pow(2, 255) - 19;
    private static readonly BigInteger L = BigInteger.Pow(2, 252) + BigInteger.Parse("27742317777372353535851937790883648493", System.Globalization.CultureInfo.InvariantCulture);
    private static readonly BigInteger D = Modulo(-121665 * Invert(121666));
    private static readonly BigInteger RootOfMinusOne = BigInteger.ModPow(2, (P - 1) / 4, P);

    // The base point doubled 0 to 254 times, so that a multiple of it is a sum of these.
    private static readonly Point[] Doublings = DoubleUp(BasePoint());

    /// <summary>The 32-byte public key of a 32-byte seed.</summary>
    public static byte[] PublicKey(ReadOnlySpan<byte> seed) => Encode(MultiplyBase(Clamp(SHA512.HashData(seed))));

    /// <summary>The 64-byte signature of a message.</summary>
    /// <param name="seed">The 32-byte private seed.</param>
    /// <param name="publicKey">The public key of the seed, which costs as much to compute as the signature.</param>
    /// <param name="message">What is signed.</param>
    public static byte[] Sign(ReadOnlySpan<byte> seed, ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message)
    {
        var expanded = SHA512.HashData(seed);
        var scalar = Clamp(expanded);
        var r = Hash(expanded.AsSpan(32), message);
        var commitment = Encode(MultiplyBase(r));
        var challenge = Hash([.. commitment, .. publicKey], message);
        return [.. commitment, .. Little((r + (challenge * scalar)) % L)];
    }

    private static BigInteger Hash(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> message) => new BigInteger(SHA512.HashData([.. prefix, .. message]), isUnsigned: true) % L;

    private static BigInteger Clamp(byte[] expanded)
    {
        var low = expanded[..32];
        low[0] &= 0xf8;
        low[31] = (byte)((low[31] & 0x7f) | 0x40);
        return new BigInteger(low, isUnsigned: true);
    }

    private static Point MultiplyBase(BigInteger scalar)
    {
        var sum = new Point(0, 1, 1, 0);
        for (var bit = 0; bit < Doublings.Length; bit++)
        {
            var added = Add(sum, Doublings[bit]);
            if (!((scalar >> bit) & 1).IsZero) sum = added;
        }

        return sum;
    }

    private static Point[] DoubleUp(Point point)
    {
        var doublings = new Point[255];
        for (var bit = 0; bit < doublings.Length; bit++, point = Add(point, point)) doublings[bit] = point;
        return doublings;
    }

    // Extended twisted Edwards coordinates (RFC 8032, 5.1.4): the addition is complete, so it doubles as well.
    private static Point Add(Point p, Point q)
    {
        var a = Modulo((p.Y - p.X) * (q.Y - q.X));
        var b = Modulo((p.Y + p.X) * (q.Y + q.X));
        var c = Modulo(2 * p.T * Modulo(q.T * D));
        var d = Modulo(2 * p.Z * q.Z);
        var (e, f, g, h) = (b - a, d - c, d + c, b + a);
        return new Point(Modulo(e * f), Modulo(g * h), Modulo(f * g), Modulo(e * h));
    }

    private static byte[] Encode(Point point)
    {
        var inverse = Invert(point.Z);
        var (x, y) = (Modulo(point.X * inverse), Modulo(point.Y * inverse));
        var bytes = Little(y);
        if (!x.IsEven) bytes[31] |= 0x80;
        return bytes;
    }

    private static Point BasePoint()
    {
        var y = Modulo(4 * Invert(5));
        var square = Modulo((y * y - 1) * Invert(D * y * y + 1));
        var x = BigInteger.ModPow(square, (P + 3) / 8, P);
        if (Modulo(x * x) != square) x = Modulo(x * RootOfMinusOne);
        if (!x.IsEven) x = P - x;
        return new Point(x, y, 1, Modulo(x * y));
    }

    private static byte[] Little(BigInteger value)
    {
        var bytes = new byte[32];
        value.TryWriteBytes(bytes, out _, isUnsigned: true);
        return bytes;
    }

    private static BigInteger Invert(BigInteger value) => BigInteger.ModPow(Modulo(value), P - 2, P);

    private static BigInteger Modulo(BigInteger value)
    {
        var rest = value % P;
        return rest.Sign < 0 ? rest + P : rest;
    }

    private readonly record struct Point(BigInteger X, BigInteger Y, BigInteger Z, BigInteger T);
}
