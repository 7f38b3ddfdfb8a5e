using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using PortfolioPlatform.Identity.Tests.Clients;

namespace PortfolioPlatform.Identity.Tests.External;

/// <summary>Sign-in through a tenant's provider, against a certified one.</summary>
public sealed class ExternalSignInTests : IAsyncLifetime
{
    private const string Set = "mutation($i: SetExternalSignInInput!) { setExternalSignIn(input: $i) { errors { code message } provider { issuer clientId name startPath callbackPath } } }";
    private MachineHost _host = null!;
    private ProviderServer _provider = null!;

    public async Task InitializeAsync()
    {
        _host = await MachineHost.StartAsync("--identity:External:AllowPrivateAddresses=true");
        _provider = await ProviderServer.StartAsync(_host.Url);
        var payload = (await SetAsync(_provider.Issuer)).GetProperty("setExternalSignIn");
        Assert.Equal(0, payload.GetProperty("errors").GetArrayLength());
        Assert.Equal($"/sign-in/external/{MachineHost.A}", payload.GetProperty("provider").GetProperty("startPath").GetString());
    }

    public async Task DisposeAsync()
    {
        await _provider.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Who_was_invited_signs_in_becomes_a_member_and_comes_back_without_an_invitation()
    {
        await InviteAsync("ann@example.com", "manager");
        using (var browser = ProviderServer.Browser())
        {
            var (status, text) = await SignInAsync(browser, "Ann@Example.com", "?return=/tax/2026");
            Assert.Equal(HttpStatusCode.OK, status);
            Assert.Contains("url=/tax/2026", text, StringComparison.Ordinal);
            var session = JsonDocument.Parse(await browser.GetStringAsync(new Uri(_host.Url, "/api/identity/session"))).RootElement;
            Assert.Equal(("Invited", MachineHost.A.ToString()), (session.GetProperty("name").GetString(), session.GetProperty("tenant").GetString()));
            Assert.Contains("manage-portfolios", session.GetProperty("permissions").GetRawText(), StringComparison.Ordinal);
            Assert.DoesNotContain("manage-members", session.GetProperty("permissions").GetRawText(), StringComparison.Ordinal);
        }
        Assert.Equal(0, await CountAsync("invitation where accepted_at is null"));
        using var again = ProviderServer.Browser();
        Assert.Equal(HttpStatusCode.OK, (await SignInAsync(again, "Ann@Example.com")).Status);
        Assert.Equal((1L, 1L), (await CountAsync("member"), await CountAsync("external_login")));
        Assert.Equal(2, await _host.Database.ScalarAsync<long>("select count(*) from platform.audit_entry where action = 'login'"));
        Assert.Equal(1, await _host.Database.ScalarAsync<long>("select count(*) from platform.audit_entry where action = 'provider.linked'"));
        await _host.Database.ExecuteAsync("update identity.member set removed_at = now()");
        using var removed = ProviderServer.Browser();
        Assert.Equal(HttpStatusCode.Forbidden, (await SignInAsync(removed, "Ann@Example.com")).Status);
    }

    /// <summary>Nobody verifies addresses at a sign-up: whoever takes an invited person's address first must not be that person here.</summary>
    [Fact]
    public async Task A_stranger_who_signed_up_with_the_address_before_has_no_place_by_it()
    {
        const string Password = "a sentence nobody guesses";
        using var stranger = new Browser(_host.Url);
        Assert.Equal(202, await stranger.PostAsync("sign-up", new { tenant = "Trap", name = "Eve", email = "ann@example.com", password = Password }));
        await InviteAsync("ann@example.com", "owner");
        using var browser = ProviderServer.Browser();
        Assert.Equal(HttpStatusCode.OK, (await SignInAsync(browser, "ann@example.com")).Status);
        var session = JsonDocument.Parse(await browser.GetStringAsync(new Uri(_host.Url, "/api/identity/session"))).RootElement;
        Assert.Equal(MachineHost.A.ToString(), session.GetProperty("tenant").GetString());

        Assert.Equal(200, await stranger.PostAsync("sign-in", new { email = "ann@example.com", password = Password }));
        await stranger.SessionAsync();
        Assert.NotEqual(MachineHost.A.ToString(), (string?)stranger.Json["tenant"]);
        Assert.Equal(404, await stranger.PostAsync("tenant", new { tenant = MachineHost.A.Value }));
        using var again = ProviderServer.Browser();
        Assert.Equal(HttpStatusCode.OK, (await SignInAsync(again, "ann@example.com")).Status);
        Assert.Equal(1L, await CountAsync($"member where tenant_id = '{MachineHost.A}'"));
    }

    [Fact]
    public async Task A_provider_that_tells_addresses_only_when_asked_is_asked()
    {
        await InviteAsync("ann@example.com", "analyst");
        await _provider.DisposeAsync();
        _provider = await ProviderServer.StartAsync(_host.Url, "conform");
        await SetAsync(_provider.Issuer);
        using var unverified = ProviderServer.Browser();
        Assert.Equal(HttpStatusCode.Forbidden, (await SignInAsync(unverified, "unverified.ann@example.com")).Status);
        using var browser = ProviderServer.Browser();
        Assert.Equal(HttpStatusCode.OK, (await SignInAsync(browser, "ann@example.com")).Status);
    }

    [Theory]
    [InlineData("stranger@example.com")]
    [InlineData("unverified.ann@example.com")]
    public async Task Strangers_and_addresses_nobody_verified_stay_outside(string person)
    {
        await InviteAsync("ann@example.com", "owner");
        using var browser = ProviderServer.Browser();
        var (status, text) = await SignInAsync(browser, person);
        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.DoesNotContain("member", text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync(new Uri(_host.Url, "/api/identity/session"))).StatusCode);
        Assert.Equal((0L, 0L), (await CountAsync("member"), await CountAsync("external_login")));
    }

    [Fact]
    public async Task An_invitation_of_one_tenant_opens_no_other()
    {
        await InviteAsync("ann@example.com", "owner", MachineHost.B.ToString());
        using var browser = ProviderServer.Browser();
        Assert.Equal(HttpStatusCode.Forbidden, (await SignInAsync(browser, "ann@example.com")).Status);
        using var other = await browser.GetAsync(new Uri(_host.Url, $"/sign-in/external/{MachineHost.B}"));
        Assert.Equal(HttpStatusCode.Forbidden, other.StatusCode);
    }

    [Theory]
    [InlineData("state")]
    [InlineData("iss")]
    [InlineData("no iss")]
    [InlineData("code")]
    [InlineData("nonce")]
    [InlineData("code_challenge")]
    public async Task An_answer_with_anything_changed_signs_nobody_in(string what)
    {
        await InviteAsync("ann@example.com", "owner");
        using var browser = ProviderServer.Browser();
        var start = await StartAsync(browser);
        var back = await _provider.SignInAsync(browser, what is "nonce" or "code_challenge" ? Change(start, what) : start, "ann@example.com");
        using var answer = await browser.GetAsync(what is "nonce" or "code_challenge" ? back : Change(back, what));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(0L, await CountAsync("external_login"));
        using var second = await browser.GetAsync(back);
        Assert.Equal(HttpStatusCode.Forbidden, second.StatusCode);
    }

    [Fact]
    public async Task An_answer_counts_once_and_in_the_browser_that_asked()
    {
        await InviteAsync("ann@example.com", "owner");
        using var browser = ProviderServer.Browser();
        using var victim = ProviderServer.Browser();
        var back = await _provider.SignInAsync(browser, await StartAsync(browser), "ann@example.com");
        await StartAsync(victim);
        Assert.Equal(HttpStatusCode.Forbidden, (await victim.GetAsync(back)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(back)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync(back)).StatusCode);
    }

    [Fact]
    public async Task The_providers_secret_is_kept_sealed_and_nothing_of_a_sign_in_is_logged()
    {
        await InviteAsync("ann@example.com", "owner");
        using var browser = ProviderServer.Browser();
        var back = await _provider.SignInAsync(browser, await StartAsync(browser), "ann@example.com");
        await browser.GetAsync(back);
        Assert.False(await _host.Database.ScalarAsync<bool>("select exists (select from identity.external_provider p where p::text like '%with \\% signs%' or encode(p.secret, 'escape') like '%signs%')"));
        foreach (var secret in (string[])["a secret: with % signs", QueryHelpers.ParseQuery(back.Query)["code"].ToString()]) Assert.DoesNotContain(secret, _host.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_provider_that_is_none_is_not_kept_and_a_removed_one_lets_nobody_in()
    {
        foreach (var issuer in (string[])[_host.Url.ToString(), _provider.Issuer + "/other", "ftp://x.example", "http://login.example", "no address"])
            Assert.Equal("PROVIDER_FAILED", (await SetAsync(issuer)).GetProperty("setExternalSignIn").GetProperty("errors")[0].GetProperty("code").GetString());
        Assert.Equal(_provider.Issuer, (await _host.Owner(MachineHost.A).DataAsync("{ externalSignIn { issuer } }")).GetProperty("externalSignIn").GetProperty("issuer").GetString());
        await _host.Owner(MachineHost.A).DataAsync("mutation { removeExternalSignIn(input: { idempotencyKey: \"gone\" }) { errors { code } } }");
        using var browser = ProviderServer.Browser();
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync(new Uri(_host.Url, $"/sign-in/external/{MachineHost.A}"))).StatusCode);
    }

    private async Task<(HttpStatusCode Status, string Text)> SignInAsync(HttpClient browser, string person, string query = "")
    {
        var back = await _provider.SignInAsync(browser, await StartAsync(browser, query), person);
        using var answer = await browser.GetAsync(back);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task<Uri> StartAsync(HttpClient browser, string query = "")
    {
        using var answer = await browser.GetAsync(new Uri(_host.Url, $"/sign-in/external/{MachineHost.A}{query}"));
        return answer.Headers.Location ?? throw new InvalidOperationException(await answer.Content.ReadAsStringAsync());
    }

    private static Uri Change(Uri address, string what)
    {
        var query = QueryHelpers.ParseQuery(address.Query).ToDictionary(p => p.Key, p => (string?)p.Value.ToString());
        if (what == "no iss") query.Remove("iss");
        else query[what] = what == "iss" ? "https://evil.example" : query[what]![..^2] + (query[what]![^2] == 'A' ? "BA" : "AA");
        return new Uri(QueryHelpers.AddQueryString(address.GetLeftPart(UriPartial.Path), query));
    }

    private async Task<JsonElement> SetAsync(string issuer) => await _host.Owner(MachineHost.A).DataAsync(
        Set, new { i = new { idempotencyKey = Guid.NewGuid().ToString(), issuer, clientId = "platform", clientSecret = "a secret: with % signs", name = "Staff" } });

    private Task InviteAsync(string email, string role, string? tenant = null) => _host.Database.ExecuteAsync(
        $"""
        insert into identity.invitation (tenant_id, invitation_id, email, name, role, invited_by, created_at, expires_at)
        values ('{tenant ?? MachineHost.A.ToString()}', gen_random_uuid(), '{email}', 'Invited', '{role}', 'test', now(), now() + interval '1 day')
        """);

    private async Task<long> CountAsync(string what) => await _host.Database.ScalarAsync<long>($"select count(*) from identity.{what}");
}
