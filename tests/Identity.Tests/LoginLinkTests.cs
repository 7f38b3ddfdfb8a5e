using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Platform.SignIn;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Identity.Tests;

public sealed class LoginLinkTests
{
    [Fact]
    public async Task The_demos_link_signs_its_owner_in_once()
    {
        await using var host = await IdentityHost.StartAsync();
        var link = await host.FirstAddressAsync();
        var owner = await Visitor.SignInAsync(link);
        using var http = owner.Client();
        var session = await http.GetFromJsonAsync<JsonNode>("/api/identity/session");
        Assert.Equal(DemoTenant.Tenant.ToString(), (string?)session!["tenant"]);
        Assert.Equal(Permission.All, session["permissions"]!.AsArray().Select(p => (string)p!));

        using var second = new HttpClient();
        using var refused = await second.GetAsync(link);
        Assert.Equal(HttpStatusCode.Gone, refused.StatusCode);
        Assert.Contains("Host login-link", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.False(refused.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task The_cookie_is_out_of_reach_of_scripts_and_other_sites_and_nobody_is_somebody_without_it()
    {
        await using var host = await IdentityHost.StartAsync();
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        using var answer = await http.GetAsync(await host.FirstAddressAsync());
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        using var nobody = await http.GetAsync(new Uri(host.Url, "/api/identity/session"));
        Assert.Equal(HttpStatusCode.Unauthorized, nobody.StatusCode);
    }

    [Fact]
    public async Task Tampered_cookie_whatever_byte_of_it_is_changed_nobody_is_signed_in()
    {
        await using var host = await IdentityHost.StartAsync();
        var value = (await Visitor.SignInAsync(await host.FirstAddressAsync())).Cookie;
        var begin = value.IndexOf('=', StringComparison.Ordinal) + 1;
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = host.Url };
        Assert.Equal(HttpStatusCode.OK, await WithAsync(http, value));
        // The last letters of base64 hold bits that count for nothing.
        for (var at = begin; at < value.Length - 4; at += 13)
            Assert.Equal(HttpStatusCode.Unauthorized, await WithAsync(http, value[..at] + (value[at] == 'A' ? 'B' : 'A') + value[(at + 1)..]));
        Assert.Equal(HttpStatusCode.Unauthorized, await WithAsync(http, value[..^20]));
    }

    private static async Task<HttpStatusCode> WithAsync(HttpClient http, string cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/identity/session");
        request.Headers.Add("Cookie", cookie);
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }

    [Fact]
    public async Task Token_replay_after_signing_out_a_kept_cookie_opens_nothing_and_its_sockets_are_cut_within_a_second()
    {
        await using var host = await IdentityHost.StartAsync();
        var owner = await Visitor.SignInAsync(await host.FirstAddressAsync());
        using var http = owner.Client();
        using var feed = await owner.SocketAsync("/feed");
        using var graph = await owner.SocketAsync("/graphql", "graphql-transport-ws");
        var ended = Task.WhenAll(EndAsync(feed), EndAsync(graph));
        var thief = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = host.Url };
        thief.DefaultRequestHeaders.Add("Cookie", owner.Cookie);
        Assert.Equal(HttpStatusCode.OK, (await thief.GetAsync("/api/identity/session")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await http.DeleteAsync("/api/identity/session")).StatusCode);
        await ended.WaitAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.Unauthorized, (await thief.GetAsync("/api/identity/session")).StatusCode);
    }

    [Fact]
    public async Task The_keys_of_cookies_and_tokens_are_in_the_database_wrapped_by_the_key_service()
    {
        await using var host = await IdentityHost.StartAsync();
        using var ann = await host.OwnerAsync();
        var keys = await host.Database.ScalarAsync<string>("select xml from platform.data_protection_key order by created_at limit 1");
        Assert.Contains("<wrapped master=\"file:", keys, StringComparison.Ordinal);
        Assert.DoesNotContain("<masterKey", keys, StringComparison.Ordinal);
        await using var beside = await host.BesideAsync();
        Assert.Equal(HttpStatusCode.OK, await AtAsync(beside, ann.Cookie));
        // Who has the database and another master key reads no cookie.
        await using var thief = await IdentityHost.StartAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, await AtAsync(thief.Url, ann.Cookie));
        await thief.Database.ExecuteAsync("delete from platform.data_protection_key");
        await thief.Database.ExecuteAsync($"insert into platform.data_protection_key (name, xml) values ('stolen', '{keys}')");
        await using var started = await thief.BesideAsync();
        Assert.NotEqual(HttpStatusCode.OK, await AtAsync(new Uri(started.Url), ann.Cookie));
    }

    private static Task<HttpStatusCode> AtAsync(PlatformTestHost host, string cookie) => AtAsync(new Uri(host.Url), cookie);

    private static async Task<HttpStatusCode> AtAsync(Uri host, string cookie)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = host };
        return await WithAsync(http, cookie);
    }

    [Fact]
    public async Task Opened_for_scripts_a_host_takes_callers_of_this_machine_for_its_owner_and_nobody_a_proxy_speaks_for()
    {
        await using var host = await IdentityHost.StartAsync("--SignIn:OpenOnLoopback=true");
        using var script = new HttpClient { BaseAddress = host.Url };
        Assert.Equal(HttpStatusCode.OK, (await script.GetAsync("/api/identity/session")).StatusCode);
        script.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");
        Assert.Equal(HttpStatusCode.Unauthorized, (await script.GetAsync("/api/identity/session")).StatusCode);
    }

    private static async Task EndAsync(System.Net.WebSockets.ClientWebSocket socket)
    {
        try
        {
            while ((await socket.ReceiveAsync(new byte[1024], CancellationToken.None)).MessageType != System.Net.WebSockets.WebSocketMessageType.Close)
            {
            }
        }
        catch (System.Net.WebSockets.WebSocketException)
        {
            // Cut, which is the point.
        }
    }
}
