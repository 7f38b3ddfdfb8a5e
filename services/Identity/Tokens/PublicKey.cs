using System.Security.Cryptography;

namespace PortfolioPlatform.Identity.Tokens;

/// <summary>The public half of a key somebody else signs with. It decides itself which algorithms it takes part in, so a token's header cannot choose one that does not fit.</summary>
/// <param name="Id">Its name in the set it came from; null if it has none.</param>
internal abstract record PublicKey(string? Id)
{
    /// <summary>Whether the signature was made with the other half, by this algorithm (a name of RFC 7518).</summary>
    public abstract bool Verifies(string algorithm, ReadOnlySpan<byte> text, ReadOnlySpan<byte> signature);
}

/// <summary>A key on the curve P-256: ES256.</summary>
internal sealed record CurveKey(string? Id, ECParameters Parameters) : PublicKey(Id)
{
    private const int SignatureBytes = 64;

    /// <inheritdoc/>
    public override bool Verifies(string algorithm, ReadOnlySpan<byte> text, ReadOnlySpan<byte> signature)
    {
        if (algorithm != "ES256" || signature.Length != SignatureBytes) return false;
        using var key = ECDsa.Create(Parameters);
        return key.VerifyData(text, signature, HashAlgorithmName.SHA256);
    }
}

/// <summary>An RSA key: RS256 and PS256.</summary>
internal sealed record RsaKey(string? Id, RSAParameters Parameters) : PublicKey(Id)
{
    /// <inheritdoc/>
    public override bool Verifies(string algorithm, ReadOnlySpan<byte> text, ReadOnlySpan<byte> signature)
    {
        var padding = algorithm switch { "RS256" => RSASignaturePadding.Pkcs1, "PS256" => RSASignaturePadding.Pss, _ => null };
        if (padding is null) return false;
        using var key = RSA.Create(Parameters);
        return key.VerifyData(text, signature, HashAlgorithmName.SHA256, padding);
    }
}
