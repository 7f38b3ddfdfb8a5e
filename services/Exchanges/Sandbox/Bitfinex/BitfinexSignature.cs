using System.Security.Cryptography;
using System.Text;

namespace PortfolioPlatform.Sandbox.Bitfinex;

/// <summary>Bitfinex signatures: lower-case hex HMAC-SHA384 over the path, the nonce and the exact body bytes.</summary>
internal static class BitfinexSignature
{
    /// <summary>Checks a REST call; <paramref name="path"/> starts with <c>/v2/</c> and carries no query.</summary>
    public static bool IsRest(string secret, string path, string nonce, ReadOnlySpan<byte> body, string signature)
    {
        byte[] text = [.. Encoding.UTF8.GetBytes("/api" + path + nonce), .. body];
        return Matches(secret, text, signature);
    }

    /// <summary>Checks a stream's <c>auth</c> event.</summary>
    public static bool IsStream(string secret, string payload, string signature) => Matches(secret, Encoding.UTF8.GetBytes(payload), signature);

    private static bool Matches(string secret, byte[] text, string signature) =>
        string.Equals(Convert.ToHexStringLower(HMACSHA384.HashData(Encoding.UTF8.GetBytes(secret), text)), signature, StringComparison.Ordinal);
}
