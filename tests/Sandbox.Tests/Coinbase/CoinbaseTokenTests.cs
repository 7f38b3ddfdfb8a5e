using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using PortfolioPlatform.Sandbox.Coinbase;

namespace PortfolioPlatform.Sandbox.Tests.Coinbase;

public sealed class CoinbaseTokenTests
{
    private const string VectorKid = "11111111-2222-3333-4444-555555555555";
    private const string VectorSecret = "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwfqSmxj4pxSCr71UHsTLsX5lUd2rr6+e5JCHuppFEbSLA==";
    private const string VectorSignature = "3xZ96y2rUdBHUl011-d1F6HuU-M8R_Zi3cS6smJKEV_2EBOjAuHErEGk9_2zgM9NIEKyUwDf004a0JQie2lwAw";
    private const string Accounts = "GET api.coinbase.com/api/v3/brokerage/accounts";
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_700_000_010);

    private static readonly string VectorToken =
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes($$"""{"alg":"EdDSA","typ":"JWT","kid":"{{VectorKid}}","nonce":"00"}""")) + "."
        + Base64Url.EncodeToString(Encoding.UTF8.GetBytes($$"""{"sub":"{{VectorKid}}","iss":"cdp","nbf":1700000000,"exp":1700000120,"uri":"GET api.coinbase.com/api/v3/brokerage/accounts"}""")) + "."
        + VectorSignature;

    private static readonly CoinbaseKey Vector = CoinbaseKey.FromSecret(VectorKid, VectorSecret);

    [Fact]
    public void The_published_EdDSA_vector_is_accepted() =>
        Assert.Null(CoinbaseToken.Refuse(VectorToken, Vector, Now, [Accounts]));

    [Fact]
    public void Any_changed_character_of_the_vector_is_refused()
    {
        for (var i = 0; i < VectorToken.Length; i += 3)
        {
            var changed = VectorToken[..i] + (VectorToken[i] == 'A' ? 'B' : 'A') + VectorToken[(i + 1)..];
            Assert.NotNull(CoinbaseToken.Refuse(changed, Vector, Now, [Accounts]));
        }
    }

    [Theory]
    [InlineData("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60", "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "", "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b")]
    [InlineData("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb", "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72", "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00")]
    [InlineData("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7", "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82", "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a")]
    public void The_vectors_of_RFC_8032_are_accepted_and_nothing_near_them(string seed, string publicKey, string message, string signature)
    {
        byte[] key = Convert.FromHexString(publicKey), text = Convert.FromHexString(message), proof = Convert.FromHexString(signature);
        Assert.Equal(key, Ed25519Verifier.PublicKey(Convert.FromHexString(seed)));
        Assert.True(Ed25519Verifier.Verify(key, text, proof));
        Assert.False(Ed25519Verifier.Verify(key, [.. text, 1], proof));
        proof[40] ^= 1;
        Assert.False(Ed25519Verifier.Verify(key, text, proof));
    }

    [Fact]
    public void Ed25519_refuses_a_scalar_beyond_the_order_and_bytes_that_are_no_point()
    {
        var proof = Convert.FromHexString("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");
        proof[63] |= 0xf0;
        Assert.False(Ed25519Verifier.Verify(Convert.FromHexString("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"), [], proof));
        Assert.Null(Ed25519Point.Decompress(Enumerable.Repeat((byte)0xff, 32).ToArray()));
        Assert.Null(Ed25519Point.Decompress(Convert.FromHexString("0200000000000000000000000000000000000000000000000000000000000000")));
        Assert.Null(Ed25519Point.Decompress(Convert.FromHexString("0100000000000000000000000000000000000000000000000000000000000080")));
    }

    [Fact]
    public void An_ES256_token_of_the_key_is_accepted_with_its_pem_escaped_or_not()
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var pem = ecdsa.ExportECPrivateKeyPem();
        var token = CoinbaseTokens.Make("organizations/o/apiKeys/k", ecdsa, 1_700_000_000, $$""","uri":"{{Accounts}}" """);
        Assert.Null(CoinbaseToken.Refuse(token, CoinbaseKey.FromSecret("organizations/o/apiKeys/k", pem), Now, [Accounts]));
        Assert.Null(CoinbaseToken.Refuse(token, CoinbaseKey.FromSecret("organizations/o/apiKeys/k", pem.Replace("\n", "\\n")), Now, [Accounts]));
        Assert.Equal("organizations/o/apiKeys/k", CoinbaseToken.KeyId(token));
    }

    [Theory]
    [InlineData(""","uri":"GET api.coinbase.com/api/v3/brokerage/orders" """, 10, "token made for another request")]
    [InlineData(""","uris":["GET api.coinbase.com/api/v3/brokerage/accounts"] """, 10, null)]
    [InlineData(""","uris":["POST api.coinbase.com/api/v3/brokerage/accounts"] """, 10, "token made for another request")]
    [InlineData("", 10, "token made for another request")]
    [InlineData(""","uri":"GET api.coinbase.com/api/v3/brokerage/accounts" """, 121, "token expired")]
    [InlineData(""","uri":"GET api.coinbase.com/api/v3/brokerage/accounts" """, -31, "token not valid yet")]
    [InlineData(""","uri":"GET api.coinbase.com/api/v3/brokerage/accounts","exp":1700000900 """, 10, "token lives too long")]
    [InlineData(""","uri":"GET api.coinbase.com/api/v3/brokerage/accounts","nbf":"soon" """, 10, "token has no life")]
    [InlineData(""","uri":"GET api.coinbase.com/api/v3/brokerage/accounts","iss":"me" """, 10, "issuer unknown")]
    [InlineData(""","uri":"GET api.coinbase.com/api/v3/brokerage/accounts","sub":"other" """, 10, "token names another key")]
    public void A_token_counts_for_one_request_and_two_minutes(string claims, int seconds, string? refusal)
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var key = CoinbaseKey.FromSecret("k", ecdsa.ExportECPrivateKeyPem());
        var token = CoinbaseTokens.Make("k", ecdsa, 1_700_000_000, claims);
        Assert.Equal(refusal, CoinbaseToken.Refuse(token, key, DateTimeOffset.FromUnixTimeSeconds(1_700_000_000 + seconds), [Accounts]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a.b")]
    [InlineData("%%.e30.e30")]
    [InlineData("e30.W10.e30")]
    [InlineData("bm90anNvbg.e30.e30")]
    public void What_is_no_token_is_refused(string token)
    {
        Assert.Equal("token malformed", CoinbaseToken.Refuse(token, Vector, Now, [Accounts]));
        Assert.Null(CoinbaseToken.KeyId(token));
    }
}
