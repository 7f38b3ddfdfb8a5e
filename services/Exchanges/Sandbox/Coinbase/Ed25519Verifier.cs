using System.Numerics;
using System.Security.Cryptography;

namespace PortfolioPlatform.Sandbox.Coinbase;

/// <summary>Checks Ed25519 signatures (RFC 8032, 5.1.7). The framework has no Ed25519 of its own.</summary>
internal static class Ed25519Verifier
{
    private static readonly BigInteger Order = (BigInteger.One << 252) + BigInteger.Parse("27742317777372353535851937790883648493");

    /// <summary>The public key that belongs to a 32-byte seed.</summary>
    public static byte[] PublicKey(ReadOnlySpan<byte> seed)
    {
        var hash = SHA512.HashData(seed);
        hash[0] &= 248;
        hash[31] = (byte)((hash[31] & 127) | 64);
        var scalar = new BigInteger(hash.AsSpan(0, 32), isUnsigned: true);
        return Ed25519Point.Combine(scalar, Ed25519Point.Base, BigInteger.Zero, Ed25519Point.Base).Compress();
    }

    public static bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (publicKey.Length != 32 || signature.Length != 64 || Ed25519Point.Decompress(publicKey) is not { } key) return false;
        var s = new BigInteger(signature[32..], isUnsigned: true);
        if (s >= Order) return false;
        byte[] signed = [.. signature[..32], .. publicKey, .. message];
        var k = BigInteger.Remainder(new BigInteger(SHA512.HashData(signed), isUnsigned: true), Order);
        return Ed25519Point.Combine(s, Ed25519Point.Base, k, key.Negate()).Compress().AsSpan().SequenceEqual(signature[..32]);
    }
}
