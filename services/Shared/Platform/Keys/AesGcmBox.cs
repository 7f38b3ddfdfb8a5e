using System.Security.Cryptography;
using System.Text;

namespace PortfolioPlatform.Platform.Keys;

/// <summary>AES-256-GCM with a random nonce. Layout: version (1 byte), nonce (12), tag (16), ciphertext.</summary>
internal static class AesGcmBox
{
    private const byte Version = 1;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int HeaderBytes = 1 + NonceBytes + TagBytes;

    public static byte[] Seal(byte[] key, ReadOnlySpan<byte> plain, string associated)
    {
        var box = new byte[HeaderBytes + plain.Length];
        box[0] = Version;
        var nonce = box.AsSpan(1, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(key, TagBytes);
        cipher.Encrypt(nonce, plain, box.AsSpan(HeaderBytes), box.AsSpan(1 + NonceBytes, TagBytes), Encoding.UTF8.GetBytes(associated));
        return box;
    }

    public static byte[] Open(byte[] key, ReadOnlySpan<byte> box, string associated)
    {
        if (box.Length < HeaderBytes || box[0] != Version) throw new CryptographicException("Not a sealed value of a known version.");
        var plain = new byte[box.Length - HeaderBytes];
        using var cipher = new AesGcm(key, TagBytes);
        cipher.Decrypt(box.Slice(1, NonceBytes), box[HeaderBytes..], box.Slice(1 + NonceBytes, TagBytes), plain, Encoding.UTF8.GetBytes(associated));
        return plain;
    }
}
