using System.Security.Cryptography;
using System.Text;

namespace PortfolioPlatform.Exchanges.Core;

/// <summary>The keyed digests that venue signatures are made of.</summary>
public static class Digests
{
    /// <summary>HMAC-SHA256 of a text, keyed by a text.</summary>
    public static byte[] HmacSha256(string key, string text) => HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(text));

    /// <summary>HMAC-SHA384 of a text, keyed by a text.</summary>
    public static byte[] HmacSha384(string key, string text) => HMACSHA384.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(text));

    /// <summary>HMAC-SHA512 of bytes.</summary>
    public static byte[] HmacSha512(ReadOnlySpan<byte> key, ReadOnlySpan<byte> message) => HMACSHA512.HashData(key, message);
}
