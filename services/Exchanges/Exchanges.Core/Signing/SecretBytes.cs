using System.Security.Cryptography;
using System.Text;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Exchanges.Core;

/// <summary>What is read out of a secret to work with it for a moment; overwritten at the end.</summary>
public readonly ref struct SecretBytes : IDisposable
{
    private readonly byte[] _bytes;

    private SecretBytes(byte[] bytes, int length)
    {
        _bytes = bytes;
        Span = bytes.AsSpan(0, length);
    }

    /// <summary>The bytes.</summary>
    public Span<byte> Span { get; }

    /// <summary>What a text of base64 says.</summary>
    /// <exception cref="FormatException">It is no base64.</exception>
    public static SecretBytes OfBase64(Secret secret)
    {
        var text = new char[secret.Utf8.Length];
        var bytes = new byte[text.Length];
        try
        {
            var characters = Encoding.UTF8.GetChars(secret.Utf8, text);
            if (Convert.TryFromBase64Chars(text.AsSpan(0, characters), bytes, out var length)) return new(bytes, length);
            CryptographicOperations.ZeroMemory(bytes);
            throw new FormatException("The secret is no base64.");
        }
        finally
        {
            Array.Clear(text);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => CryptographicOperations.ZeroMemory(_bytes);
}
