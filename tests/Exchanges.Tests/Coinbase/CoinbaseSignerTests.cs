using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PortfolioPlatform.Coinbase;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Exchanges.Tests.Coinbase;

public sealed class CoinbaseSignerTests
{
    private const string EdwardsKeyId = "11111111-2222-3333-4444-555555555555";
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1700000000);

    [Theory]
    [InlineData("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60", "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "", "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b")]
    [InlineData("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb", "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72", "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00")]
    [InlineData("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7", "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82", "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a")]
    public void Ed25519_signs_the_vectors_of_RFC_8032(string seed, string publicKey, string message, string signature)
    {
        var key = Ed25519Key.OfSeed(Convert.FromHexString(seed))!;
        Assert.Equal(publicKey, Convert.ToHexStringLower(key.PublicKey.Span));
        Assert.Equal(signature, Convert.ToHexStringLower(key.Sign(Convert.FromHexString(message))));
    }

    [Theory]
    [InlineData("BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwfqSmxj4pxSCr71UHsTLsX5lUd2rr6+e5JCHuppFEbSLA==")]
    [InlineData("BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=")]
    [InlineData("-----BEGIN PRIVATE KEY-----\\nMC4CAQAwBQYDK2VwBCIEIAcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcH\\n-----END PRIVATE KEY-----\\n")]
    public void Every_form_of_an_Edwards_key_makes_the_same_token(string secret)
    {
        var token = Signer(EdwardsKeyId, secret).Token("GET", "api.coinbase.com/api/v3/brokerage/accounts", Now, "00");

        Assert.Equal("3xZ96y2rUdBHUl011-d1F6HuU-M8R_Zi3cS6smJKEV_2EBOjAuHErEGk9_2zgM9NIEKyUwDf004a0JQie2lwAw", token.Split('.')[2]);
    }

    [Fact]
    public void A_P256_key_signs_raw_r_and_s_that_its_public_key_verifies()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        foreach (var pem in new[] { key.ExportECPrivateKeyPem(), key.ExportPkcs8PrivateKeyPem(), key.ExportECPrivateKeyPem().Replace("\n", "\\n") })
        {
            var parts = Signer("organizations/o/apiKeys/k", pem).Token("GET", "api.coinbase.com/v2/accounts", Now).Split('.');
            var signature = Base64Url.DecodeFromChars(parts[2]);

            Assert.Equal(64, signature.Length);
            Assert.True(key.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation));
        }
    }

    [Fact]
    public void The_token_names_key_path_and_two_minutes_and_never_repeats_a_nonce()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var signer = Signer("organizations/o/apiKeys/k", key.ExportECPrivateKeyPem());
        var token = signer.Token("GET", "api.coinbase.com/v2/accounts", Now);
        var (header, payload) = (Json(token, 0), Json(token, 1));

        Assert.Equal("ES256", header.GetProperty("alg").GetString());
        Assert.Equal("organizations/o/apiKeys/k", header.GetProperty("kid").GetString());
        Assert.NotEqual(header.GetProperty("nonce").GetString(), Json(signer.Token("GET", "api.coinbase.com/v2/accounts", Now), 0).GetProperty("nonce").GetString());
        Assert.Equal("""{"sub":"organizations/o/apiKeys/k","iss":"cdp","nbf":1700000000,"exp":1700000120,"uri":"GET api.coinbase.com/v2/accounts"}""", payload.GetRawText());
    }

    [Fact]
    public void The_token_of_a_stream_has_no_uri() =>
        Assert.False(Json(Signer(EdwardsKeyId, "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=").StreamToken(Now), 1).TryGetProperty("uri", out _));

    [Theory]
    [InlineData("not a key")]
    [InlineData("AAAA")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----")]
    public void A_secret_that_is_no_key_is_refused_with_a_sentence_that_does_not_hold_it(string secret)
    {
        var key = CoinbaseKey.Parse(new Secret(secret));

        Assert.False(key.IsOk);
        Assert.Equal("COINBASE_KEY_UNREADABLE", key.Error.Code);
        Assert.DoesNotContain(secret, key.Error.Message, StringComparison.Ordinal);
    }

    private static CoinbaseSigner Signer(string keyId, string secret) => new(keyId, CoinbaseKey.Parse(new Secret(secret)).Value!);

    private static JsonElement Json(string token, int part) => JsonDocument.Parse(Base64Url.DecodeFromChars(token.Split('.')[part])).RootElement;
}
