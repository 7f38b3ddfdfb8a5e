using System.Text;

namespace PortfolioPlatform.Host.Tests;

/// <summary>Texts that must be nowhere, looked for in all the forms a program writes them in.</summary>
internal sealed class Canaries(IEnumerable<string> secrets)
{
    private readonly (string Secret, byte[] Form)[] _forms = [.. secrets.SelectMany(s => Forms(s).Select(f => (s, Encoding.UTF8.GetBytes(f))))];

    /// <summary>Which of them occur in some bytes.</summary>
    public IEnumerable<string> In(ReadOnlyMemory<byte> bytes) => _forms.Where(f => bytes.Span.IndexOf(f.Form) >= 0).Select(f => f.Secret).Distinct(StringComparer.Ordinal);

    /// <summary>Which of them occur in a text.</summary>
    public IEnumerable<string> In(string text) => In(Encoding.UTF8.GetBytes(text));

    /// <summary>Raw, base64 wherever in a longer text it begins, hexadecimal, and as part of an address.</summary>
    private static IEnumerable<string> Forms(string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        yield return secret;
        yield return Convert.ToHexString(bytes);
        yield return Convert.ToHexStringLower(bytes);
        yield return Uri.EscapeDataString(secret);
        for (var before = 0; before < 3; before++)
        {
            // What stands before and after the secret changes the first and the last letters only.
            var text = Convert.ToBase64String([.. new byte[before], .. bytes])[4..];
            yield return text[..^4];
            yield return text[..^4].Replace('+', '-').Replace('/', '_');
        }
    }
}
