using System.Net;
using System.Net.WebSockets;
using PortfolioPlatform.Api.Tests.Feed;

namespace PortfolioPlatform.Api.Tests.Edge;

public sealed class EdgeTests : IDisposable
{
    private readonly DirectoryInfo page = Directory.CreateTempSubdirectory("page");

    public EdgeTests()
    {
        File.WriteAllText(Path.Combine(page.FullName, "index.html"), "<p>the page</p>");
        page.CreateSubdirectory("assets");
        File.WriteAllText(Path.Combine(page.FullName, "assets", "index-1234.js"), "1;");
    }

    [Theory]
    [InlineData("http://evil.example")]
    [InlineData("null")]
    [InlineData("http://127.0.0.1:1")]
    public async Task A_websocket_opened_by_another_site_is_refused(string origin)
    {
        await using var server = await FeedServer.StartAsync();
        var refusal = await Assert.ThrowsAsync<WebSocketException>(() => server.ConnectAsync(options => options.SetRequestHeader("Origin", origin)));
        Assert.Contains("403", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_websocket_opened_by_our_own_page_is_accepted()
    {
        await using var server = await FeedServer.StartAsync();
        using var client = await server.ConnectAsync(options => options.SetRequestHeader("Origin", $"http://{server.Address.Authority}"));
        await client.SendAsync("""{"type":"ping"}""");
        Assert.Equal("pong", FeedClient.Type(await client.ReadAsync()));
    }

    [Theory]
    [InlineData("rebound.example", HttpStatusCode.Forbidden)]
    [InlineData("desk.example", HttpStatusCode.OK)]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("127.0.0.1", HttpStatusCode.OK)]
    public async Task Only_names_of_this_machine_or_allowed_ones_are_answered(string host, HttpStatusCode expected)
    {
        await using var server = await FeedServer.StartAsync(("webRoot", page.FullName), ("allowedHosts:0", "desk.example"));
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, server.Address) { Headers = { Host = host } };
        using var response = await http.SendAsync(request);
        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task The_page_is_served_with_its_security_headers_and_asked_for_again_each_time()
    {
        await using var server = await FeedServer.StartAsync(("webRoot", page.FullName));
        using var http = new HttpClient { BaseAddress = server.Address };
        using var response = await http.GetAsync(new Uri("/", UriKind.Relative));
        Assert.Equal("<p>the page</p>", await response.Content.ReadAsStringAsync());
        Assert.Equal("no-cache", response.Headers.CacheControl!.ToString());
        Assert.Contains("frame-ancestors 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Fact]
    public async Task Files_named_by_their_content_are_kept_by_the_browser()
    {
        await using var server = await FeedServer.StartAsync(("webRoot", page.FullName));
        using var http = new HttpClient { BaseAddress = server.Address };
        using var response = await http.GetAsync(new Uri("/assets/index-1234.js", UriKind.Relative));
        Assert.Contains("immutable", response.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_built_page_the_rest_still_works()
    {
        await using var server = await FeedServer.StartAsync(("webRoot", "/nowhere"));
        using var http = new HttpClient { BaseAddress = server.Address };
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync(new Uri("/", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.UpgradeRequired, (await http.GetAsync(new Uri("/feed", UriKind.Relative))).StatusCode);
    }

    public void Dispose() => page.Delete(recursive: true);
}
