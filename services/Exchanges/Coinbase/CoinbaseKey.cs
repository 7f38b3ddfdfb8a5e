using System.Security.Cryptography;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Coinbase;

/// <summary>
/// The private part of a CDP key in any form the portal hands out: ECDSA P-256 as SEC1 or PKCS#8 PEM (often with <c>\n</c> spelled out),
/// Ed25519 as base64 of the seed (32 bytes) or seed and public key (64 bytes), or as PKCS#8 PEM.
/// </summary>
internal abstract class CoinbaseKey : IDisposable
{
    /// <summary>The JWS algorithm name.</summary>
    public abstract string Algorithm { get; }

    /// <summary>Signs in JWS form: 64 raw bytes for both kinds.</summary>
    public abstract byte[] Sign(byte[] message);

    /// <summary>Overwrites it.</summary>
    public abstract void Dispose();

    /// <summary>Reads a secret, or says in one sentence why it is none.</summary>
    public static Result<CoinbaseKey> Parse(Secret secret)
    {
        var text = secret.Reveal().Trim().Replace("\\n", "\n", StringComparison.Ordinal);
        try
        {
            return text.StartsWith("-----BEGIN", StringComparison.Ordinal) ? FromPem(text) : FromSeed(Convert.FromBase64String(text));
        }
        catch (Exception fault) when (fault is FormatException or CryptographicException or ArgumentException)
        {
            return Unusable();
        }
    }

    private static Result<CoinbaseKey> FromPem(string pem)
    {
        if (Ed25519Key.OfPem(pem) is { } edwards) return new Edwards(edwards);
        var key = ECDsa.Create();
        key.ImportFromPem(pem);
        return key.KeySize == 256 ? new P256(key) : Unusable();
    }

    private static Result<CoinbaseKey> FromSeed(byte[] bytes) => Ed25519Key.OfSeed(bytes) is { } edwards ? new Edwards(edwards) : Unusable();

    private static Error Unusable() => new("COINBASE_KEY_UNREADABLE", "The secret is neither a P-256 private key in PEM form nor a base64 Ed25519 key; paste the private key exactly as the CDP portal shows it.");

    private sealed class P256(ECDsa key) : CoinbaseKey
    {
        public override string Algorithm => "ES256";

        public override byte[] Sign(byte[] message) => key.SignData(message, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);

        public override void Dispose() => key.Dispose();
    }

    private sealed class Edwards(Ed25519Key key) : CoinbaseKey
    {
        public override string Algorithm => "EdDSA";

        public override byte[] Sign(byte[] message) => key.Sign(message);

        public override void Dispose() => key.Dispose();
    }
}
