using System.Security.Cryptography;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Binance;

/// <summary>The private part of a key whose secret is a PEM text: Ed25519, or RSA (PKCS#1 v1.5, SHA-256).</summary>
internal sealed class BinanceKey : IDisposable
{
    private readonly Ed25519Key? _edwards;
    private readonly RSA? _rsa;

    private BinanceKey(Ed25519Key? edwards, RSA? rsa) => (_edwards, _rsa) = (edwards, rsa);

    /// <summary>Reads a PEM text.</summary>
    /// <exception cref="ArgumentException">It is none, or of another kind.</exception>
    public static BinanceKey Read(Secret secret)
    {
        var pem = secret.Reveal();
        if (Ed25519Key.OfPem(pem) is { } edwards) return new(edwards, null);
        var rsa = RSA.Create();
        rsa.ImportFromPem(pem);
        return new(null, rsa);
    }

    /// <summary>The signature of a payload.</summary>
    public byte[] Sign(byte[] payload) => _edwards?.Sign(payload) ?? _rsa!.SignData(payload, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    /// <summary>Overwrites it.</summary>
    public void Dispose()
    {
        _edwards?.Dispose();
        _rsa?.Dispose();
    }
}
