using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Identity.Clients;

/// <summary>
/// The secret of an API client: 256 random bits, shown once. Kept is SHA-256 of client and secret: nothing guesses 256 random bits, so there is nothing a slow hash
/// would slow down, and one that is slow would let anybody keep the processor busy.
/// </summary>
internal static class ClientSecret
{
    /// <summary>What every secret begins with, so that scanners of repositories find one that was left there.</summary>
    public const string Prefix = "pps_";

    private const int Bytes = 32;
    private const int MostCharacters = 256;

    /// <summary>A new secret.</summary>
    public static Secret New() => new(Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes)));

    /// <summary>What is kept of it.</summary>
    public static byte[] Hash(Guid client, string secret) => SHA256.HashData(Encoding.UTF8.GetBytes($"{client:N}\u001f{secret}"));

    /// <summary>Whether the secret is one of those kept. Takes the same time whatever is kept, nothing included.</summary>
    public static bool Matches(Guid client, string secret, byte[]? current, byte[]? previous)
    {
        var presented = Hash(client, secret.Length <= MostCharacters ? secret : "");
        return IsSame(presented, current) | IsSame(presented, previous);
    }

    private static bool IsSame(byte[] presented, byte[]? kept) => CryptographicOperations.FixedTimeEquals(presented, kept ?? new byte[presented.Length]) & kept is not null;
}
