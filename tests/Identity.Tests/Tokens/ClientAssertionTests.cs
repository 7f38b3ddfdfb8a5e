using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PortfolioPlatform.Identity.Tokens;

namespace PortfolioPlatform.Identity.Tests.Tokens;

public sealed class ClientAssertionTests
{
    private const string Issuer = "https://platform.example";
    private static readonly string[] Ours = [Issuer, Issuer + "/connect/token"];
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("ES256")]
    [InlineData("RS256")]
    [InlineData("PS256")]
    public void An_assertion_signed_with_the_registered_key_proves_the_client_once(string algorithm)
    {
        using var signer = new Signer(algorithm);
        var token = SignedToken.Read(signer.Sign(Claims()))!;
        Assert.Equal("c1", ClientAssertion.ClientOf(token));
        var use = ClientAssertion.Check(token, Keys(signer), Ours, Now);
        Assert.Equal(new AssertionUse("j1", Now.AddSeconds(90)), use);
    }

    [Theory]
    [InlineData("iss", "\"somebody\"")]
    [InlineData("sub", "\"somebody\"")]
    [InlineData("iss", "7")]
    public void Issuer_and_subject_must_both_be_the_client(string claim, string value)
    {
        using var signer = new Signer("ES256");
        Assert.Null(ClientAssertion.ClientOf(SignedToken.Read(signer.SignRaw(Header(), With(claim, value)))!));
    }

    [Theory]
    [InlineData("aud", "\"https://other.example\"")]
    [InlineData("aud", "[]")]
    [InlineData("aud", "[\"https://platform.example\",\"https://other.example\"]")]
    [InlineData("aud", "[\"https://platform.example\",1]")]
    [InlineData("aud", "null")]
    [InlineData("jti", "null")]
    [InlineData("jti", "\"\"")]
    [InlineData("jti", "1")]
    [InlineData("exp", "null")]
    [InlineData("exp", "\"soon\"")]
    [InlineData("exp", "-1")]
    [InlineData("exp", "1e300")]
    [InlineData("exp", "1780315169")] // 31 s ago
    [InlineData("exp", "1780315831")] // in 10 min 31 s
    [InlineData("nbf", "1780315231")] // in 31 s
    [InlineData("iat", "1780315231")]
    public void An_assertion_for_others_without_an_end_or_out_of_its_time_proves_nothing(string claim, string value)
    {
        using var signer = new Signer("ES256");
        Assert.Equal(1780315200, Now.ToUnixTimeSeconds());
        var token = SignedToken.Read(signer.SignRaw(Header(), With(claim, value)))!;
        Assert.True(token.IsSignedBy(Keys(signer)));
        Assert.Null(ClientAssertion.Check(token, Keys(signer), Ours, Now));
    }

    [Fact]
    public void The_header_cannot_choose_an_algorithm_that_is_not_the_keys()
    {
        using var curve = new Signer("ES256");
        using var rsa = new Signer("RS256");
        var claims = JsonSerializer.Serialize(Claims());
        foreach (var algorithm in (string[])["none", "HS256", "ES256", "PS256", "ES384", "rs256", ""])
            Assert.False(SignedToken.Read(rsa.SignRaw($$"""{"alg":"{{algorithm}}"}""", claims))!.IsSignedBy(Keys(rsa)), algorithm);
        foreach (var algorithm in (string[])["none", "HS256", "RS256", "es256"])
            Assert.False(SignedToken.Read(curve.SignRaw($$"""{"alg":"{{algorithm}}"}""", claims))!.IsSignedBy(Keys(curve)), algorithm);
    }

    [Fact]
    public void The_public_key_is_no_shared_secret()
    {
        using var signer = new Signer("RS256");
        var text = $"{Signer.Encode("""{"alg":"HS256","kid":"k1"}""")}.{Signer.Encode(JsonSerializer.Serialize(Claims()))}";
        var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(signer.KeySet), Encoding.ASCII.GetBytes(text));
        Assert.False(SignedToken.Read($"{text}.{System.Buffers.Text.Base64Url.EncodeToString(mac)}")!.IsSignedBy(Keys(signer)));
    }

    [Fact]
    public void Another_key_or_another_name_of_the_key_does_not_verify()
    {
        using var signer = new Signer("ES256");
        using var other = new Signer("ES256");
        using var named = new Signer("ES256", "k2");
        Assert.False(SignedToken.Read(signer.Sign(Claims()))!.IsSignedBy(Keys(other)));
        Assert.False(SignedToken.Read(signer.Sign(Claims(), new { alg = "ES256", kid = "k2" }))!.IsSignedBy(Keys(signer)));
        Assert.True(SignedToken.Read(signer.Sign(Claims(), new { alg = "ES256" }))!.IsSignedBy([.. Keys(named), .. Keys(signer)]));
    }

    /// <summary>Every single changed character of a signed token is noticed, wherever it is.</summary>
    [Fact]
    public void No_changed_character_is_overlooked()
    {
        using var signer = new Signer("ES256");
        var keys = Keys(signer);
        var good = signer.Sign(Claims());
        for (var i = 0; i < good.Length; i++)
        {
            if (good[i] == '.' || i == good.Length - 1) continue; // the last character carries unused bits
            var changed = SignedToken.Read(string.Concat(good.AsSpan(0, i), good[i] == 'A' ? "B" : "A", good.AsSpan(i + 1)));
            Assert.False(changed?.IsSignedBy(keys) ?? false, $"character {i}");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("a.b")]
    [InlineData("a.b.c.d")]
    [InlineData("..")]
    [InlineData("eyJhbGciOiJFUzI1NiJ9.e30.")]
    [InlineData("eyJhbGciOiJFUzI1NiJ9.e30.QQ==")]
    [InlineData("eyJhbGciOiJFUzI1NiJ9. e30.QQ")]
    [InlineData("W10.e30.QQ")]
    [InlineData("e30.e30.QQ")]
    public void What_is_no_token_is_not_read(string text) => Assert.Null(SignedToken.Read(text));

    [Fact]
    public void Critical_extensions_and_names_given_twice_are_not_read()
    {
        using var signer = new Signer("ES256");
        Assert.Null(SignedToken.Read(signer.SignRaw("""{"alg":"ES256","crit":["b64"],"b64":false}""", "{}")));
        Assert.Null(SignedToken.Read(signer.SignRaw("""{"alg":"ES256"}""", """{"sub":"a","sub":"b"}""")));
        Assert.Null(SignedToken.Read(signer.SignRaw("""{"alg":"ES256"}""", $$"""{"sub":"{{new string('a', 20_000)}}"}""")));
    }

    private static string Header() => """{"alg":"ES256","kid":"k1"}""";

    private static Dictionary<string, object?> Claims() => new() { ["iss"] = "c1", ["sub"] = "c1", ["aud"] = Issuer, ["jti"] = "j1", ["exp"] = Now.ToUnixTimeSeconds() + 60, ["iat"] = Now.ToUnixTimeSeconds() };

    private static string With(string claim, string value)
    {
        var claims = Claims();
        claims[claim] = JsonDocument.Parse(value).RootElement;
        return JsonSerializer.Serialize(claims);
    }

    private static IReadOnlyList<PublicKey> Keys(Signer signer) => KeySet.Register(signer.KeySet).Value!;
}
