using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using PortfolioPlatform.Identity.Clients;
using PortfolioPlatform.Identity.Tests.Tokens;
using PortfolioPlatform.Identity.Tokens;

namespace PortfolioPlatform.Identity.Tests.Clients;

public sealed class PresentedClientTests
{
    [Theory]
    [InlineData("c1:s1", "c1", "s1")]
    [InlineData("c%201:s%3A+1", "c 1", "s: 1")]
    [InlineData("c1:s:1", "c1", "s:1")]
    public void A_basic_header_holds_both_halves_form_encoded(string pair, string id, string secret)
    {
        var read = PresentedClient.Read(Basic(pair), Form()).Value!;
        Assert.Equal((id, secret), (read.Id, read.Secret!.Reveal()));
    }

    [Theory]
    [InlineData("c1:")]
    [InlineData(":s1")]
    [InlineData("c1")]
    public void Half_a_pair_is_none(string pair) => Assert.Equal("invalid_client", PresentedClient.Read(Basic(pair), Form()).Error?.Code);

    [Theory]
    [InlineData("Basic")]
    [InlineData("Basic ***")]
    [InlineData("Bearer abc")]
    [InlineData("")]
    public void What_is_no_basic_header_authenticates_nobody(string header) => Assert.Equal("invalid_client", PresentedClient.Read(header, Form()).Error?.Code);

    [Fact]
    public void Two_credentials_at_once_are_refused()
    {
        Assert.Equal("invalid_request", PresentedClient.Read(Basic("c1:s1"), Form(("client_id", "c1"), ("client_secret", "s1"))).Error?.Code);
        Assert.Equal("invalid_request", PresentedClient.Read(null, Form(("client_secret", "s1"), ("client_assertion", "x"))).Error?.Code);
        Assert.Equal("invalid_request", PresentedClient.Read(Basic("c1:s1"), Form(("client_id", "c2"))).Error?.Code);
        Assert.Equal("invalid_request", PresentedClient.Read(null, new FormCollection(new() { ["client_id"] = new StringValues(["a", "b"]), ["client_secret"] = "s" })).Error?.Code);
    }

    [Fact]
    public void An_assertion_names_its_client()
    {
        using var signer = new Signer("ES256");
        var assertion = signer.Sign(new { iss = "c1", sub = "c1" });
        var read = PresentedClient.Read(null, Form(("client_assertion", assertion), ("client_assertion_type", ClientAssertion.Type))).Value!;
        Assert.Equal("c1", read.Id);
        Assert.Equal("invalid_request", PresentedClient.Read(null, Form(("client_assertion", assertion), ("client_assertion_type", "jwt"))).Error?.Code);
        Assert.Equal("invalid_client", PresentedClient.Read(null, Form(("client_id", "c2"), ("client_assertion", assertion), ("client_assertion_type", ClientAssertion.Type))).Error?.Code);
        Assert.Equal("invalid_client", PresentedClient.Read(null, Form(("client_assertion", "no"), ("client_assertion_type", ClientAssertion.Type))).Error?.Code);
    }

    [Fact]
    public void A_secret_matches_itself_for_its_client_and_nothing_else()
    {
        var (client, secret, other) = (Guid.NewGuid(), ClientSecret.New(), ClientSecret.New());
        var kept = ClientSecret.Hash(client, secret.Reveal());
        Assert.True(ClientSecret.Matches(client, secret.Reveal(), kept, null));
        Assert.True(ClientSecret.Matches(client, secret.Reveal(), ClientSecret.Hash(client, other.Reveal()), kept));
        Assert.False(ClientSecret.Matches(client, other.Reveal(), kept, null));
        Assert.False(ClientSecret.Matches(Guid.NewGuid(), secret.Reveal(), kept, null));
        Assert.False(ClientSecret.Matches(client, secret.Reveal(), null, null));
        Assert.Equal("***", secret.ToString());
    }

    [Fact]
    public void A_client_id_tells_tenant_and_client_and_nothing_else_is_one()
    {
        var name = new ClientName(new(Guid.NewGuid()), Guid.NewGuid());
        Assert.Equal(name, ClientName.Parse(name.ToString()));
        foreach (var wrong in (string?[])[null, "", "x", name.ToString()[..^1], name.ToString().Replace('-', '.'), $"{Guid.Empty:N}-{Guid.NewGuid():N}"]) Assert.Null(ClientName.Parse(wrong));
    }

    private static string Basic(string pair) => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(pair));

    private static FormCollection Form(params (string Name, string Value)[] fields) => new(fields.ToDictionary(f => f.Name, f => new StringValues(f.Value)));
}
