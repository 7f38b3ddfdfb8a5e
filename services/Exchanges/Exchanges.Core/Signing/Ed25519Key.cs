using System.Security.Cryptography;

namespace PortfolioPlatform.Exchanges.Core;

/// <summary>A private Ed25519 key that some venues take instead of a shared secret.</summary>
public sealed class Ed25519Key : IDisposable
{
    private readonly byte[] _seed;
    private readonly byte[] _publicKey;

    private Ed25519Key(byte[] seed) => (_seed, _publicKey) = (seed, Ed25519.PublicKey(seed));

    // PKCS#8 of an Ed25519 key (RFC 8410): this prefix, then the 32-byte seed.
    private static ReadOnlySpan<byte> Prefix => [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];

    /// <summary>The public part, 32 bytes.</summary>
    public ReadOnlyMemory<byte> PublicKey => _publicKey;

    /// <summary>The key of a seed of 32 bytes, or of seed and public key together (64); null when the length is another.</summary>
    public static Ed25519Key? OfSeed(byte[] bytes) => bytes.Length is 32 or 64 ? new Ed25519Key(bytes[..32]) : null;

    /// <summary>The key of a PKCS#8 text; null when it holds a key of another kind.</summary>
    /// <exception cref="ArgumentException">The text is no PEM.</exception>
    public static Ed25519Key? OfPem(string pem)
    {
        var body = Convert.FromBase64String(pem[PemEncoding.Find(pem).Base64Data]);
        var key = body.AsSpan().StartsWith(Prefix) && body.Length >= Prefix.Length + 32 ? new Ed25519Key(body[Prefix.Length..(Prefix.Length + 32)]) : null;
        CryptographicOperations.ZeroMemory(body);
        return key;
    }

    /// <summary>The 64-byte signature of a message.</summary>
    public byte[] Sign(ReadOnlySpan<byte> message) => Ed25519.Sign(_seed, _publicKey, message);

    /// <summary>Overwrites it.</summary>
    public void Dispose() => CryptographicOperations.ZeroMemory(_seed);
}
