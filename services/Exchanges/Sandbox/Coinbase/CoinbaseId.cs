using System.Buffers.Binary;
using PortfolioPlatform.Sandbox.Markets;

namespace PortfolioPlatform.Sandbox.Coinbase;

/// <summary>
/// UUIDs that carry a number, so that nothing has to be remembered: the first half is a hash of owner, kind and number, the second half the number, masked.
/// </summary>
internal static class CoinbaseId
{
    private const ulong NumberMask = (1UL << 56) - 1;

    /// <summary>The id of a numbered thing of an account.</summary>
    /// <param name="seed">Seed of the account.</param>
    /// <param name="kind">What is numbered, such as <c>order</c>.</param>
    /// <param name="number">At most 56 bits.</param>
    public static Guid Of(ulong seed, string kind, long number)
    {
        Span<byte> bytes = stackalloc byte[16];
        var owner = Noise.Of(seed, kind);
        BinaryPrimitives.WriteUInt64BigEndian(bytes, (Noise.Of(owner, (ulong)number) & ~0xF000UL) | 0x5000UL);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], ((((ulong)number) ^ owner) & NumberMask) | (0x80UL << 56));
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>The number an id carries; null when it is not an id of this account and kind.</summary>
    public static long? NumberOf(ulong seed, string kind, string? id)
    {
        if (!Guid.TryParse(id, out var guid)) return null;
        Span<byte> bytes = stackalloc byte[16];
        guid.TryWriteBytes(bytes, bigEndian: true, out _);
        var number = (long)((BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]) ^ Noise.Of(seed, kind)) & NumberMask);
        return Of(seed, kind, number) == guid ? number : null;
    }
}
