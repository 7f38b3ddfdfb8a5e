using System.Net;
using PortfolioPlatform.Api.Tests.Feed;

namespace PortfolioPlatform.Api.Tests.Web;

public sealed class StaticPageTests : IDisposable
{
    private readonly DirectoryInfo page = Directory.CreateTempSubdirectory("page");

    public StaticPageTests()
    {
        File.WriteAllText(Path.Combine(page.FullName, "index.html"), "<p>the page</p>");
        page.CreateSubdirectory("assets");
        File.WriteAllText(Path.Combine(page.FullName, "assets", "index-1234.js"), "1;");
    }

    [Fact]
    public async Task The_page_is_served_with_its_security_headers_and_asked_for_again_each_time()
    {
        await using var server = await FeedServer.StartAsync(("webRoot", page.FullName));
        using var response = await GetAsync(server, "/?portfolio=1");
        Assert.Equal("<p>the page</p>", await response.Content.ReadAsStringAsync());
        Assert.Equal("no-cache", response.Headers.CacheControl!.ToString());
        Assert.Contains("frame-ancestors 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Fact]
    public async Task A_browser_at_the_address_of_the_api_gets_the_explorer_and_a_client_gets_answers()
    {
        await using var server = await FeedServer.StartAsync(("webRoot", page.FullName));
        using var http = new HttpClient { BaseAddress = server.Address };
        http.DefaultRequestHeaders.Accept.ParseAdd("text/html,application/xhtml+xml,*/*;q=0.8");
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync("/graphql")).StatusCode);
        await File.WriteAllTextAsync(Path.Combine(page.FullName, "graphiql.html"), "<p>the explorer</p>");
        using var response = await http.GetAsync("/graphql");
        Assert.Equal("<p>the explorer</p>", await response.Content.ReadAsStringAsync());
        Assert.Contains("default-src 'self'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Contains("serverTime", await http.GetStringAsync("/graphql?query={serverTime}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_named_by_their_content_are_kept_by_the_browser()
    {
        await using var server = await FeedServer.StartAsync(("webRoot", page.FullName));
        using var response = await GetAsync(server, "/assets/index-1234.js");
        Assert.Contains("immutable", response.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/nothing.txt")]
    [InlineData("/api/nothing")]
    [InlineData("/assets/nothing.js")]
    [InlineData("/../secret.txt")]
    public async Task What_is_not_there_is_not_found(string path)
    {
        await using var server = await FeedServer.StartAsync(("webRoot", page.FullName));
        using var response = await GetAsync(server, path);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Theory]
    [InlineData("/positions")]
    [InlineData("/transactions?kind=TRADE")]
    public async Task Addresses_of_the_page_are_the_page(string path)
    {
        await using var server = await FeedServer.StartAsync(("webRoot", page.FullName));
        using var response = await GetAsync(server, path);
        Assert.Equal("<p>the page</p>", await response.Content.ReadAsStringAsync());
        Assert.Equal("no-cache", response.Headers.CacheControl!.ToString());
    }

    [Fact]
    public async Task Without_a_built_page_the_rest_still_works()
    {
        await using var server = await FeedServer.StartAsync(("webRoot", "/nowhere"));
        using var root = await GetAsync(server, "/");
        using var feed = await GetAsync(server, "/feed");
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.UpgradeRequired), (root.StatusCode, feed.StatusCode));
    }

    public void Dispose() => page.Delete(recursive: true);

    private static async Task<HttpResponseMessage> GetAsync(FeedServer server, string path)
    {
        using var http = new HttpClient { BaseAddress = server.Address };
        return await http.GetAsync(new Uri(path, UriKind.Relative));
    }
}
