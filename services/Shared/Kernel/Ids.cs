using System.Security.Cryptography;
using System.Text;

namespace PortfolioPlatform.Kernel;

/// <summary>A customer of the platform; nothing is shared between two.</summary>
public readonly record struct TenantId(Guid Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>A legal person that owns accounts, with a jurisdiction.</summary>
public readonly record struct LegalEntityId(Guid Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>One connected venue account, wallet or file source; belongs to exactly one legal entity.</summary>
public readonly record struct AccountId(Guid Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>A node of the portfolio tree.</summary>
public readonly record struct PortfolioId(Guid Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>Ids derived from content, so that the same fact gets the same id wherever and however often it is read.</summary>
public static class DerivedId
{
    /// <summary>The first 16 bytes of SHA-256 over the parts, joined by a unit separator, as a GUID (RFC 9562 version 8 bits set).</summary>
    public static Guid Of(params ReadOnlySpan<string> parts)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001f', parts)), hash);
        hash[6] = (byte)((hash[6] & 0x0f) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3f) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
