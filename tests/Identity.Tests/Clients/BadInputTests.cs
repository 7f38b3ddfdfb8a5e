using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace PortfolioPlatform.Identity.Tests.Clients;

/// <summary>What is no good request is answered by the spec's error, status and code, and by nothing else.</summary>
public sealed class BadInputTests(MachineFixture fixture) : IClassFixture<MachineFixture>
{
    private readonly MachineHost _host = fixture.Host;

    [Theory]
    [InlineData("{\"query\": \"{ serverTime }\"")]
    [InlineData("{\"query\": \"{ serverTime }\"} more")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"query\": 7}")]
    [InlineData("{\"query\": \"{ serverTime }\", \"variables\": []}")]
    public Task Malformed_json_and_what_is_no_request_is_a_bad_request(string body) => RefusedAsync(body, 400, "BAD_REQUEST");

    [Theory]
    [InlineData("{ serverTime")]
    [InlineData("query { }")]
    [InlineData("{ portfolio(id: \"\\u00zz\") { id } }")]
    public Task What_is_no_document_is_a_syntax_error(string query) => RefusedAsync(Json(query), 400, "GRAPHQL_PARSE_FAILED");

    [Theory]
    [InlineData("Other", "query A { serverTime } query B { serverTime }")]
    [InlineData(null, "query A { serverTime } query B { serverTime }")]
    [InlineData("A", "{ serverTime }")]
    public Task An_operation_that_is_not_there_is_named_in_an_error(string? name, string query) =>
        RefusedAsync(JsonSerializer.Serialize(new { query, operationName = name }), 400, "OPERATION_RESOLUTION_FAILURE");

    [Theory]
    [InlineData("{ nothingOfTheKind }")]
    [InlineData("mutation { dropEverything }")]
    [InlineData("{ portfolio(id: 1.5) { id } }")]
    [InlineData("{ portfolios(first: \"ten\") { nodes { id } } }")]
    [InlineData("query($id: Nothing!) { portfolio(id: $id) { id } }")]
    public Task A_field_argument_or_type_that_is_not_there_is_a_validation_error(string query) => RefusedAsync(Json(query), 400, "GRAPHQL_VALIDATION_FAILED");

    [Theory]
    [InlineData("{\"id\": {}}")]
    [InlineData("{\"id\": null}")]
    [InlineData("{}")]
    [InlineData("{\"id\": [\"a\", \"b\"]}")]
    public Task A_variable_of_the_wrong_type_is_bad_user_input(string variables) =>
        RefusedAsync($"{{\"query\": \"query($id: ID!) {{ portfolio(id: $id) {{ id }} }}\", \"variables\": {variables}}}", 400, "BAD_USER_INPUT");

    [Fact]
    public async Task Huge_bodies_documents_and_answers_are_refused_before_anything_runs()
    {
        await RefusedAsync(Json(new string(' ', 1024 * 1024)), 413, "BAD_REQUEST");
        await RefusedAsync(Json("{ " + string.Concat(Enumerable.Repeat("serverTime ", 50_000)) + "}"), 400, "GRAPHQL_PARSE_FAILED");
        await RefusedAsync(Json(string.Concat(Enumerable.Repeat("{ portfolios { nodes ", 1000))), 400, "GRAPHQL_PARSE_FAILED");
        await RefusedAsync(Json("{ " + string.Concat(Enumerable.Range(0, 101).Select(i => $"a{i}: serverTime ")) + "}"), 400, "TOO_COMPLEX");
        var (open, close) = (string.Concat(Enumerable.Repeat("children { nodes { ", 15)), string.Concat(Enumerable.Repeat(" }", 30)));
        await RefusedAsync(Json($"{{ portfolio(id: \"{Guid.Empty}\") {{ {open}name{close} }} }}"), 400, "TOO_COMPLEX");
        await RefusedAsync(Json("{ portfolios(first: 500) { nodes { transactions(first: 1000) { nodes { legs { code } } } } } }"), 400, "TOO_COMPLEX");
    }

    [Fact]
    public async Task A_stale_token_is_answered_401_whatever_is_asked_and_tells_nothing()
    {
        var client = await _host.CreateAsync(MachineHost.A);
        var token = await _host.TokenAsync(client);
        Assert.Equal(HttpStatusCode.OK, await _host.StatusAsync(token));
        await _host.Owner(MachineHost.A).DataAsync($"mutation {{ revokeApiClient(input: {{ idempotencyKey: \"{Guid.NewGuid()}\", id: \"{client.Id}\" }}) {{ errors {{ code }} }} }}");
        foreach (var query in (string[])["{ serverTime }", "{ __typename }", "no document", "mutation { x }"])
        {
            using var answer = await _host.AskAsync(token, query);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            Assert.Equal("Bearer error=\"invalid_token\"", answer.Headers.WwwAuthenticate.ToString());
            Assert.DoesNotContain("data", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Host", "evil.example")]
    public async Task A_request_from_another_sites_page_is_refused_whatever_it_asks(string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = new StringContent(Json("{ serverTime }"), Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation(header, value);
        await IsRefusedAsync(request);
        using var asked = new HttpRequestMessage(HttpMethod.Get, "/graphql?query=%7BserverTime%7D");
        asked.Headers.TryAddWithoutValidation(header, value);
        await IsRefusedAsync(asked);
        if (header != "Origin") return;
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("graphql-transport-ws");
        socket.Options.SetRequestHeader("Origin", value);
        var refused = await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(new Uri($"ws://{_host.Url.Authority}/graphql"), default));
        Assert.Contains("403", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/graphql", "text/html", "navigate", "document", true)]
    [InlineData("/graphql?query=%7BserverTime%7D", "text/html,application/xhtml+xml,*/*;q=0.8", "navigate", "document", false)]
    [InlineData("/graphql?query=%7BserverTime%7D", "application/json", "no-cors", "script", false)]
    [InlineData("/graphql?query=subscription%7BonPrices%7BassetId%7D%7D", "text/event-stream", "cors", "empty", false)]
    [InlineData("/graphql", "text/html", "navigate", "iframe", false)]
    [InlineData("/api/accounts", "*/*", "no-cors", "image", false)]
    public async Task From_another_site_a_link_to_a_page_may_be_followed_and_nothing_can_be_asked(string path, string accept, string mode, string destination, bool isServed)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in new[] { ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", mode), ("Sec-Fetch-Dest", destination), ("Accept", accept) }) request.Headers.TryAddWithoutValidation(name, value);
        if (!isServed)
        {
            await IsRefusedAsync(request);
            return;
        }

        using var answer = await _host.Http.SendAsync(request);
        Assert.NotEqual(HttpStatusCode.Forbidden, answer.StatusCode); // the explorer's page, where it was built
    }

    /// <summary>In the API's own form: a status, one error with its code, and no data.</summary>
    private async Task IsRefusedAsync(HttpRequestMessage request)
    {
        using var answer = await _host.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
        var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        if (!request.RequestUri!.OriginalString.StartsWith("/graphql", StringComparison.Ordinal)) return;
        Assert.Equal(["errors"], body.EnumerateObject().Select(p => p.Name));
        Assert.Equal("FORBIDDEN", Assert.Single(body.GetProperty("errors").EnumerateArray()).GetProperty("extensions").GetProperty("code").GetString());
    }

    private static string Json(string query) => JsonSerializer.Serialize(new { query });

    private async Task RefusedAsync(string body, int status, string code)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await fixture.TokenAsync());
        request.Headers.Accept.ParseAdd("application/graphql-response+json");
        using var answer = await _host.Http.SendAsync(request);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal((status, "application/graphql-response+json"), ((int)answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        Assert.Equal("errors", Assert.Single(json.RootElement.EnumerateObject()).Name);
        Assert.All(json.RootElement.GetProperty("errors").EnumerateArray(), e => Assert.Equal(code, e.GetProperty("extensions").GetProperty("code").GetString()));
        Assert.All(json.RootElement.GetProperty("errors").EnumerateArray(), e => Assert.DoesNotContain("Exception", e.GetProperty("message").GetString()!, StringComparison.Ordinal));
    }
}
