using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace PortfolioPlatform.Identity;

/// <summary>Random texts that prove something once, of which only the hash is kept.</summary>
internal static class Token
{
    private const int Bytes = 32;

    public static string Make() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    public static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
