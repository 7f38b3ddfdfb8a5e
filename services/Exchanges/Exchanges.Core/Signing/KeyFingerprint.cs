using System.Security.Cryptography;
using System.Text;

namespace PortfolioPlatform.Exchanges.Core;

/// <summary>Names a key without showing it.</summary>
public static class KeyFingerprint
{
    /// <summary>SHA-256 of the public key part, hex.</summary>
    public static string Of(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
