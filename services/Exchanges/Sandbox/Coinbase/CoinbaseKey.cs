using System.Security.Cryptography;

namespace PortfolioPlatform.Sandbox.Coinbase;

/// <summary>What the venue keeps of a CDP key: its name and the public half, of either kind.</summary>
internal sealed class CoinbaseKey
{
    private readonly ECDsa? _ecdsa;
    private readonly byte[]? _ed25519;

    private CoinbaseKey(string name, ECDsa? ecdsa, byte[]? ed25519) => (Name, _ecdsa, _ed25519) = (name, ecdsa, ed25519);

    /// <summary>The key's name: <c>organizations/…/apiKeys/…</c>, or a bare UUID for Ed25519 keys.</summary>
    public string Name { get; }

    /// <summary>The algorithm the JWT header must name.</summary>
    public string Algorithm => _ecdsa is null ? "EdDSA" : "ES256";

    /// <summary>Reads the secret as it is handed to the user: a SEC1 or PKCS#8 PEM (line feeds perhaps escaped), or base64 of a seed (32 bytes) or a seed and public key (64 bytes).</summary>
    public static CoinbaseKey FromSecret(string name, string secret)
    {
        if (!secret.StartsWith("-----BEGIN", StringComparison.Ordinal))
            return new CoinbaseKey(name, null, Ed25519Verifier.PublicKey(Convert.FromBase64String(secret).AsSpan(0, 32)));
        var ecdsa = ECDsa.Create();
        ecdsa.ImportFromPem(secret.Replace("\\n", "\n", StringComparison.Ordinal));
        return new CoinbaseKey(name, ecdsa, null);
    }

    /// <summary>Whether the signature (raw r‖s or Ed25519, 64 bytes) is this key's.</summary>
    public bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) => _ecdsa is { } ecdsa
        ? ecdsa.VerifyData(message, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation)
        : Ed25519Verifier.Verify(_ed25519, message, signature);
}
