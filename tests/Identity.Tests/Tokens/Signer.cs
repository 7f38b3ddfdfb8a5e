using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace PortfolioPlatform.Identity.Tests.Tokens;

/// <summary>The other side: somebody with a private key who signs tokens, and may sign wrong ones.</summary>
internal sealed class Signer : IDisposable
{
    private readonly ECDsa? _curve;
    private readonly RSA? _rsa;

    public Signer(string algorithm, string? keyId = "k1")
    {
        (Algorithm, KeyId) = (algorithm, keyId);
        if (algorithm == "ES256") _curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        else _rsa = RSA.Create(2048);
    }

    public string Algorithm { get; }

    public string? KeyId { get; }

    /// <summary>The public half as a set.</summary>
    public string KeySet => JsonSerializer.Serialize(new { keys = new[] { Key() } });

    public string Sign(object claims, object? header = null) => SignRaw(JsonSerializer.Serialize(header ?? new { alg = Algorithm, kid = KeyId }), JsonSerializer.Serialize(claims));

    public string SignRaw(string header, string claims)
    {
        var text = $"{Encode(header)}.{Encode(claims)}";
        var bytes = Encoding.ASCII.GetBytes(text);
        var signature = _curve?.SignData(bytes, HashAlgorithmName.SHA256) ?? _rsa!.SignData(bytes, HashAlgorithmName.SHA256, Algorithm == "PS256" ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1);
        return $"{text}.{Base64Url.EncodeToString(signature)}";
    }

    public Dictionary<string, string?> Key()
    {
        if (_curve?.ExportParameters(false) is { } curve) return new() { ["kty"] = "EC", ["crv"] = "P-256", ["kid"] = KeyId, ["x"] = Base64Url.EncodeToString(curve.Q.X), ["y"] = Base64Url.EncodeToString(curve.Q.Y) };
        var rsa = _rsa!.ExportParameters(false);
        return new() { ["kty"] = "RSA", ["kid"] = KeyId, ["n"] = Base64Url.EncodeToString(rsa.Modulus), ["e"] = Base64Url.EncodeToString(rsa.Exponent) };
    }

    /// <summary>Both halves.</summary>
    public Dictionary<string, string?> PrivateKey()
    {
        var key = Key();
        if (_curve is not null) key["d"] = Base64Url.EncodeToString(_curve.ExportParameters(true).D);
        else if (_rsa!.ExportParameters(true) is var all)
            foreach (var (name, value) in new[] { ("d", all.D), ("p", all.P), ("q", all.Q), ("dp", all.DP), ("dq", all.DQ), ("qi", all.InverseQ) }) key[name] = Base64Url.EncodeToString(value);
        return key;
    }

    /// <summary>The set with its private half: what nobody should send.</summary>
    public string PrivateKeySet() => JsonSerializer.Serialize(new { keys = new[] { PrivateKey() } });

    public void Dispose()
    {
        _curve?.Dispose();
        _rsa?.Dispose();
    }

    public static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
