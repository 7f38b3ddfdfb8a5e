using System.Net;
using System.Text.Json;
using PortfolioPlatform.Identity.External;
using PortfolioPlatform.Identity.Tests.Tokens;
using PortfolioPlatform.Identity.Tokens;

namespace PortfolioPlatform.Identity.Tests.External;

public sealed class IdTokenTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Provider Staff = new("https://login.example", "platform", new("secret"), "Staff");

    [Fact]
    public void A_good_token_says_who_it_is_and_the_address_only_if_it_was_verified()
    {
        using var signer = new Signer("RS256");
        Assert.Equal(new ExternalPerson("https://login.example", "s1", "ann@example.com"), Check(signer, Claims()).Value);
        foreach (var verified in (object?[])[false, "true", 1, null])
            Assert.Null(Check(signer, With("email_verified", verified)).Value!.Email);
        Assert.True(Check(signer, With(("aud", new[] { "platform", "other" }), ("azp", "platform"))).IsOk);
    }

    public static TheoryData<string, string> Wrong => new()
    {
        { "iss", "\"https://login.example/\"" }, { "iss", "null" }, { "aud", "\"other\"" }, { "aud", "[\"platform\",\"other\"]" }, { "aud", "null" }, { "azp", "\"other\"" },
        { "exp", "1780315139" }, { "exp", "null" }, { "iat", "1780315261" }, { "iat", "1780314299" }, { "iat", "null" }, { "nonce", "\"n2\"" }, { "nonce", "null" }, { "sub", "\"\"" }, { "sub", "7" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_token_with_anything_wrong_is_refused(string claim, string value)
    {
        using var signer = new Signer("RS256");
        Assert.Equal("EXTERNAL_TOKEN_REFUSED", Check(signer, With(claim, JsonDocument.Parse(value).RootElement)).Error?.Code);
    }

    [Fact]
    public void A_token_nobody_or_somebody_else_signed_is_refused()
    {
        using var signer = new Signer("RS256");
        using var other = new Signer("RS256");
        var keys = KeySet.Published(signer.KeySet).Value!;
        Assert.False(IdToken.Check(SignedToken.Read(other.Sign(Claims()))!, keys, Staff, "n1", Now).IsOk);
        Assert.False(IdToken.Check(SignedToken.Read(signer.Sign(Claims(), new { alg = "none" }))!, keys, Staff, "n1", Now).IsOk);
    }

    [Theory]
    [InlineData("/tax", "/tax")]
    [InlineData("/tax?year=2026#a", "/tax?year=2026#a")]
    [InlineData(null, "/")]
    [InlineData("", "/")]
    [InlineData("tax", "/")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("/\t/evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("javascript:alert(1)", "/")]
    public void Nobody_is_sent_elsewhere_after_signing_in(string? wanted, string goes) => Assert.Equal(goes, PendingSignIn.LocalPath(wanted));

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.1.2.3")]
    [InlineData("172.31.0.1")]
    [InlineData("192.168.1.1")]
    [InlineData("169.254.169.254")]
    [InlineData("100.64.0.1")]
    [InlineData("::1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("fd00::1")]
    [InlineData("fe80::1")]
    [InlineData("64:ff9b::a00:1")]
    public void A_tenant_cannot_make_us_call_our_own_network(string address) => Assert.False(PublicAddresses.IsPublic(IPAddress.Parse(address)));

    [Fact]
    public async Task A_name_that_leads_into_our_own_network_is_not_called()
    {
        Assert.True(PublicAddresses.IsPublic(IPAddress.Parse("9.9.9.9")));
        using var http = new HttpClient(PublicAddresses.Handler(new ExternalOptions()));
        var calls = new ProviderCalls(http, new ExternalOptions(), TimeProvider.System);
        Assert.Equal("PROVIDER_FAILED", (await calls.PlacesAsync("https://localhost:1", CancellationToken.None)).Error?.Code);
        Assert.Contains("https", (await calls.PlacesAsync("http://localhost:1", CancellationToken.None)).Error!.Message, StringComparison.Ordinal);
    }

    private static Kernel.Result<ExternalPerson> Check(Signer signer, object claims) => IdToken.Check(SignedToken.Read(signer.Sign(claims))!, KeySet.Published(signer.KeySet).Value!, Staff, "n1", Now);

    private static Dictionary<string, object?> Claims() => new()
    {
        ["iss"] = Staff.Issuer, ["aud"] = "platform", ["sub"] = "s1", ["nonce"] = "n1", ["exp"] = Now.ToUnixTimeSeconds() + 60, ["iat"] = Now.ToUnixTimeSeconds(), ["email"] = "ann@example.com", ["email_verified"] = true,
    };

    private static Dictionary<string, object?> With(string claim, object? value) => With((claim, value));

    private static Dictionary<string, object?> With(params (string Claim, object? Value)[] changes)
    {
        var claims = Claims();
        foreach (var (claim, value) in changes) claims[claim] = value;
        return claims;
    }
}
