using System.Net;
using System.Net.Http.Json;

namespace PortfolioPlatform.Identity.Tests;

/// <summary>What other sites and old cookies try.</summary>
public sealed class ForeignPageTests
{
    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://evil.example")]
    public async Task Csrf_another_sites_page_changes_nothing_with_the_cookie_of_who_visits_it(string header, string value)
    {
        await using var host = await IdentityHost.StartAsync();
        using var ann = await host.OwnerAsync();
        foreach (var path in new[] { "/graphql", "/api/identity/password", "/api/identity/sign-in" })
        {
            using var forged = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(new { query = "mutation { x }" }) };
            forged.Headers.Add(header, value);
            using var answer = await ann.Http.SendAsync(forged);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Session_fixation_an_id_from_before_signing_in_is_worth_nothing_afterwards()
    {
        await using var host = await IdentityHost.StartAsync();
        using var ann = await host.OwnerAsync();
        var before = ann.Cookie;
        Assert.Equal(200, await ann.PostAsync("sign-in", new { email = "ann@fund.example", password = IdentityHost.Password }));
        Assert.NotEqual(before, ann.Cookie);
        using var planted = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = host.Url };
        planted.DefaultRequestHeaders.Add("Cookie", before);
        Assert.Equal(HttpStatusCode.Unauthorized, (await planted.GetAsync("/api/identity/session")).StatusCode);
    }

    [Fact]
    public async Task A_cookie_is_no_token_and_a_session_ends_by_itself()
    {
        await using var host = await IdentityHost.StartAsync();
        using var ann = await host.OwnerAsync();
        using var bearer = new HttpClient { BaseAddress = host.Url };
        bearer.DefaultRequestHeaders.Authorization = new("Bearer", ann.Cookie.Split('=', 2)[1]);
        Assert.Equal(HttpStatusCode.Unauthorized, (await bearer.GetAsync("/api/identity/session")).StatusCode);
        host.Pass(TimeSpan.FromHours(13));
        Assert.Equal(401, await ann.SessionAsync());
    }
}
