using System.Security.Cryptography;
using System.Text;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Exchanges.Core;

/// <summary>The keyed digests that venue signatures are made of.</summary>
public static class Digests
{
    /// <summary>HMAC-SHA256 of a text, keyed by a secret's text.</summary>
    public static byte[] HmacSha256(Secret key, string text) => HMACSHA256.HashData(key.Utf8, Encoding.UTF8.GetBytes(text));

    /// <summary>HMAC-SHA256 of bytes, keyed by what a secret's base64 says.</summary>
    /// <exception cref="FormatException">The secret is no base64.</exception>
    public static byte[] HmacSha256OfBase64(Secret key, ReadOnlySpan<byte> message)
    {
        using var bytes = SecretBytes.OfBase64(key);
        return HMACSHA256.HashData(bytes.Span, message);
    }

    /// <summary>HMAC-SHA384 of a text, keyed by a secret's text.</summary>
    public static byte[] HmacSha384(Secret key, string text) => HMACSHA384.HashData(key.Utf8, Encoding.UTF8.GetBytes(text));

    /// <summary>HMAC-SHA512 of bytes, keyed by what a secret's base64 says.</summary>
    /// <exception cref="FormatException">The secret is no base64.</exception>
    public static byte[] HmacSha512OfBase64(Secret key, ReadOnlySpan<byte> message)
    {
        using var bytes = SecretBytes.OfBase64(key);
        return HMACSHA512.HashData(bytes.Span, message);
    }
}
