using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace PortfolioPlatform.Platform.Keys;

/// <summary>
/// AES-256-GCM with a random nonce. Layout: version (1 byte), number of the key (4, from version 2 on), nonce (12), tag (16), ciphertext.
/// Version 1 is what the first key of its owner sealed.
/// </summary>
internal static class AesGcmBox
{
    private const byte FirstKey = 1;
    private const byte NumberedKey = 2;
    private const int NumberBytes = 4;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    public static byte[] Seal(byte[] key, ReadOnlySpan<byte> plain, string associated, int number = 1)
    {
        var header = number == 1 ? 1 : 1 + NumberBytes;
        var box = new byte[header + NonceBytes + TagBytes + plain.Length];
        box[0] = number == 1 ? FirstKey : NumberedKey;
        if (number != 1) BinaryPrimitives.WriteInt32BigEndian(box.AsSpan(1), number);
        var nonce = box.AsSpan(header, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(key, TagBytes);
        cipher.Encrypt(nonce, plain, box.AsSpan(header + NonceBytes + TagBytes), box.AsSpan(header + NonceBytes, TagBytes), Encoding.UTF8.GetBytes(associated));
        return box;
    }

    /// <summary>Which of its owner's keys sealed a box.</summary>
    public static int NumberOf(ReadOnlySpan<byte> box) =>
        box.Length >= HeaderOf(box) + NonceBytes + TagBytes ? box[0] == FirstKey ? 1 : BinaryPrimitives.ReadInt32BigEndian(box[1..]) : throw Unknown();

    public static byte[] Open(byte[] key, ReadOnlySpan<byte> box, string associated)
    {
        NumberOf(box);
        var sealedPart = box[HeaderOf(box)..];
        var plain = new byte[sealedPart.Length - NonceBytes - TagBytes];
        using var cipher = new AesGcm(key, TagBytes);
        cipher.Decrypt(sealedPart[..NonceBytes], sealedPart[(NonceBytes + TagBytes)..], sealedPart.Slice(NonceBytes, TagBytes), plain, Encoding.UTF8.GetBytes(associated));
        return plain;
    }

    private static int HeaderOf(ReadOnlySpan<byte> box) => box.IsEmpty ? throw Unknown() : box[0] switch { FirstKey => 1, NumberedKey => 1 + NumberBytes, _ => throw Unknown() };

    private static CryptographicException Unknown() => new("Not a sealed value of a known version.");
}
