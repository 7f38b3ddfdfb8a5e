using System.Text.Json;
using PortfolioPlatform.Identity.Tokens;

namespace PortfolioPlatform.Identity.Tests.Tokens;

public sealed class KeySetTests
{
    [Fact]
    public void A_private_key_that_is_registered_is_refused_and_the_message_says_what_to_do()
    {
        using var curve = new Signer("ES256");
        using var rsa = new Signer("RS256");
        foreach (var signer in (Signer[])[curve, rsa])
        {
            var refused = KeySet.Register(signer.PrivateKeySet());
            Assert.Equal("BAD_KEYS", refused.Error?.Code);
            Assert.Contains("private", refused.Error!.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("", "JSON")]
    [InlineData("[]", "object")]
    [InlineData("{}", "object")]
    [InlineData("{\"keys\":[]}", "no key")]
    [InlineData("{\"keys\":[7]}", "object")]
    [InlineData("{\"keys\":[],\"keys\":[]}", "JSON")]
    [InlineData("{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAA\"}]}", "private")]
    [InlineData("{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-521\",\"x\":\"AA\",\"y\":\"AA\"}]}", "P-256")]
    [InlineData("{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\"}]}", "valid")]
    [InlineData("{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\"}]}", "valid")]
    [InlineData("{\"keys\":[{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\"}]}", "")]
    public void Keys_that_prove_little_or_nothing_are_refused(string json, string says)
    {
        var read = KeySet.Register(json);
        Assert.Equal("BAD_KEYS", read.Error?.Code);
        Assert.Contains(says, read.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_for_encryption_is_not_registered()
    {
        using var signer = new Signer("ES256");
        var key = signer.Key();
        key["use"] = "enc";
        Assert.False(KeySet.Register(JsonSerializer.Serialize(new { keys = new[] { key } })).IsOk);
    }

    [Fact]
    public void Of_a_providers_keys_those_we_cannot_use_are_passed_over()
    {
        using var signer = new Signer("ES256");
        var json = JsonSerializer.Serialize(new { keys = new object[] { new { kty = "OKP", crv = "Ed25519", x = "AA" }, signer.Key() } });
        Assert.False(KeySet.Register(json).IsOk);
        Assert.Equal("k1", Assert.Single(KeySet.Published(json).Value!).Id);
    }

    [Fact]
    public void So_many_keys_are_no_set()
    {
        using var signer = new Signer("ES256");
        Assert.False(KeySet.Register(JsonSerializer.Serialize(new { keys = Enumerable.Repeat(signer.Key(), 21) })).IsOk);
    }
}
