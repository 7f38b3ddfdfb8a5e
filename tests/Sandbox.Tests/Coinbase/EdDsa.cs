using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using PortfolioPlatform.Sandbox.Coinbase;

namespace PortfolioPlatform.Sandbox.Tests.Coinbase;

/// <summary>Signs tokens with Ed25519 (RFC 8032, 5.1.6): slow and simple, for tests.</summary>
internal static class EdDsa
{
    private static readonly BigInteger Order = (BigInteger.One << 252) + BigInteger.Parse("27742317777372353535851937790883648493", CultureInfo.InvariantCulture);

    public static async Task<(HttpStatusCode Status, string Body)> CallAsync(SandboxServer sandbox, string keyName, string path)
    {
        var key = sandbox.Key("coinbase", keyName);
        var from = sandbox.Clock.GetUtcNow().ToUnixTimeSeconds();
        var text = Encode($$"""{"alg":"EdDSA","typ":"JWT","kid":"{{key.Key}}","nonce":"0b"}""") + "."
            + Encode($$"""{"sub":"{{key.Key}}","iss":"cdp","aud":["cdp_service"],"nbf":{{from}},"exp":{{from + 120}},"uris":["GET api.coinbase.com{{path}}"]}""");
        var token = text + "." + Base64Url.EncodeToString(Sign(Convert.FromBase64String(key.Secret).AsSpan(0, 32), Encoding.ASCII.GetBytes(text)));
        using var http = new HttpClient { BaseAddress = sandbox.Endpoints["coinbase"].Rest };
        http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer " + token);
        var answer = await http.GetAsync(path);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static byte[] Sign(ReadOnlySpan<byte> seed, byte[] message)
    {
        var hash = SHA512.HashData(seed);
        hash[0] &= 248;
        hash[31] = (byte)((hash[31] & 127) | 64);
        var scalar = new BigInteger(hash.AsSpan(0, 32), isUnsigned: true);
        var nonce = Reduce([.. hash[32..], .. message]);
        var point = Times(nonce);
        var challenge = Reduce([.. point, .. Times(scalar), .. message]);
        var proof = new byte[32];
        BigInteger.Remainder(nonce + (challenge * scalar), Order).TryWriteBytes(proof, out _, isUnsigned: true);
        return [.. point, .. proof];
    }

    private static byte[] Times(BigInteger scalar) => Ed25519Point.Combine(scalar, Ed25519Point.Base, BigInteger.Zero, Ed25519Point.Base).Compress();

    private static BigInteger Reduce(byte[] bytes) => BigInteger.Remainder(new BigInteger(SHA512.HashData(bytes), isUnsigned: true), Order);

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
