using System.Collections.Concurrent;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;

namespace PortfolioPlatform.Platform.SignIn;

/// <summary>
/// Tokens this process opened lately: a program shows the same one with every call, and opening it costs a derivation of keys, a decryption and a dozen claims. Kept under a hash,
/// so that no list of tokens lies in memory. Whether one has lapsed or was revoked is asked each time.
/// </summary>
internal sealed class OpenedTokens
{
    private const int Most = 10_000;
    private readonly ConcurrentDictionary<UInt128, (ClaimsPrincipal Principal, DateTimeOffset Expires)> _opened = new();

    public bool TryGet(UInt128 key, out (ClaimsPrincipal Principal, DateTimeOffset Expires) ticket) => _opened.TryGetValue(key, out ticket);

    public void Keep(UInt128 key, (ClaimsPrincipal Principal, DateTimeOffset Expires) ticket, DateTimeOffset now)
    {
        if (_opened.Count >= Most) Forget(now);
        _opened[key] = ticket;
    }

    public void Forget(UInt128 key) => _opened.TryRemove(key, out _);

    /// <summary>Half of SHA-256: two tokens with one key would take 2⁶⁴ tries to make, and a token to change to a given one's 2¹²⁸.</summary>
    public static UInt128 KeyOf(string token)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(token), hash);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var (key, ticket) in _opened)
            if (ticket.Expires <= now) Forget(key);
        if (_opened.Count >= Most) _opened.Clear();
    }
}
