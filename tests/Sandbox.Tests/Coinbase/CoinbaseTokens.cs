using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace PortfolioPlatform.Sandbox.Tests.Coinbase;

/// <summary>Makes ES256 bearer tokens the way a client does.</summary>
internal static class CoinbaseTokens
{
    public static string Make(string keyName, ECDsa key, long from, string claims, string? header = null)
    {
        var head = header ?? $$"""{"alg":"ES256","typ":"JWT","kid":"{{keyName}}","nonce":"0a"}""";
        var body = $$"""{"sub":"{{keyName}}","iss":"cdp","nbf":{{from}},"exp":{{from + 120}}{{claims}}}""";
        var text = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(head)) + "." + Base64Url.EncodeToString(Encoding.UTF8.GetBytes(body));
        var signature = key.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        return text + "." + Base64Url.EncodeToString(signature);
    }
}
