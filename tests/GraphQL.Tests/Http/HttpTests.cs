using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace PortfolioPlatform.GraphQL.Tests.Http;

public sealed class HttpTests
{
    private const string Newer = "application/graphql-response+json";

    [Fact]
    public async Task All_audits_of_graphql_over_http_pass()
    {
        await using var server = await HttpServer.StartAsync();
        using var report = JsonDocument.Parse(await Npm.Judge.RunAsync("audit.mjs", "", new Uri(server.Address, "/graphql").ToString()));
        Assert.True(report.RootElement.GetProperty("count").GetInt32() > 50);
        Assert.Equal("[]", report.RootElement.GetProperty("failed").ToString());
    }

    [Theory]
    [InlineData("{ broken }")]
    [InlineData("{ hello broken }")]
    public async Task The_text_of_an_exception_never_reaches_a_client(string query)
    {
        await using var server = await HttpServer.StartAsync();
        var (status, body) = await PostAsync(server, new { query });
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.DoesNotContain("hunter2", body, StringComparison.Ordinal);
        Assert.Contains("\"data\":null", body, StringComparison.Ordinal);
        Assert.Contains("\"path\":[\"broken\"],\"extensions\":{\"code\":\"INTERNAL_SERVER_ERROR\"}", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slow_operation_ends_at_the_timeout()
    {
        await using var server = await HttpServer.StartAsync(o => o.ExecutionTimeout = TimeSpan.FromMilliseconds(50));
        var (status, body) = await PostAsync(server, new { query = "{ hello slow }" });
        Assert.Equal(HttpStatusCode.GatewayTimeout, status);
        Assert.Contains("TIMEOUT", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_field_with_a_policy_is_denied_when_nobody_answers_for_it()
    {
        await using var server = await HttpServer.StartAsync();
        var (_, body) = await PostAsync(server, new { query = "{ secret hello(name: \"A\") }" });
        Assert.StartsWith("{\"data\":{\"secret\":null,\"hello\":\"Hello A\"}", body, StringComparison.Ordinal);
        Assert.Contains("FORBIDDEN", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ __schema { description } }", "FORBIDDEN")]
    [InlineData("{ a: hello b: hello c: hello }", "TOO_COMPLEX")]
    [InlineData("{ rows(first: 500) { id } }", "TOO_COMPLEX")]
    [InlineData("query($n: Int = 500) { rows(first: $n) { id } }", "TOO_COMPLEX")]
    [InlineData("{ rows { id } ...F } fragment F on Query { more: rows(first: 100) { id x: __typename } }", "TOO_COMPLEX")]
    public async Task Limits_refuse_before_anything_runs(string query, string code)
    {
        await using var server = await HttpServer.StartAsync(o =>
        {
            o.AllowIntrospection = _ => false;
            o.MaxAliases = 2;
            o.MaxComplexity = 100;
        });
        var (status, body) = await PostAsync(server, new { query });
        Assert.True(status is HttpStatusCode.BadRequest or HttpStatusCode.Forbidden, status.ToString());
        Assert.Contains(code, body, StringComparison.Ordinal);
        Assert.DoesNotContain("\"data\"", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_is_counted_anew_where_a_variable_says_how_many_rows()
    {
        await using var server = await HttpServer.StartAsync(o => o.MaxComplexity = 100);
        const string Query = "query($n: Int, $who: String) { hello(name: $who) rows(first: $n) { id } }";
        foreach (var (rows, isAllowed) in new[] { (5, true), (500, false), (6, true) })
            Assert.Equal(isAllowed, !(await PostAsync(server, new { query = Query, variables = new { n = rows, who = "you" } })).Body.Contains("TOO_COMPLEX", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_document_nested_deeper_than_allowed_is_refused()
    {
        await using var server = await HttpServer.StartAsync(o => o.MaxDepth = 1);
        Assert.Contains("TOO_COMPLEX", (await PostAsync(server, new { query = "{ rows { id } }" })).Body, StringComparison.Ordinal);
        Assert.Contains("Hello you", (await PostAsync(server, new { query = "{ hello }" })).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_sent_once_with_its_hash_is_known_by_it()
    {
        await using var server = await HttpServer.StartAsync();
        var hash = Convert.ToHexStringLower(SHA256.HashData("{ hello }"u8));
        var extensions = new { persistedQuery = new { version = 1, sha256Hash = hash } };
        Assert.Contains("PERSISTED_QUERY_NOT_FOUND", (await PostAsync(server, new { extensions })).Body, StringComparison.Ordinal);
        Assert.Contains("Hello you", (await PostAsync(server, new { query = "{ hello }", extensions })).Body, StringComparison.Ordinal);
        Assert.Contains("Hello you", (await PostAsync(server, new { extensions })).Body, StringComparison.Ordinal);
        Assert.Contains("BAD_REQUEST", (await PostAsync(server, new { query = "{ rows { id } }", extensions })).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_trusted_documents_no_other_is_run()
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData("{ hello }"u8));
        await using var server = await HttpServer.StartAsync(o => o.TrustedDocuments = new Dictionary<string, string>(StringComparer.Ordinal) { [hash] = "{ hello }" });
        Assert.Contains("Hello you", (await PostAsync(server, new { query = "{ hello }" })).Body, StringComparison.Ordinal);
        var (status, body) = await PostAsync(server, new { query = "{ hello  }" });
        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Contains("DOCUMENT_NOT_TRUSTED", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mutations_do_not_run_in_get_requests()
    {
        await using var server = await HttpServer.StartAsync();
        using var response = await server.Client.GetAsync(new Uri("/graphql?query=mutation%7Btouch%7D", UriKind.Relative));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Contains("\"touch\":1", (await PostAsync(server, new { query = "mutation { touch }" })).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PUT", "application/json", "{}", 405)]
    [InlineData("POST", "text/plain", "{}", 415)]
    [InlineData("POST", "application/json; charset=utf-16", "{}", 415)]
    [InlineData("POST", "application/json", "[{\"query\":\"{ hello }\"}]", 400)]
    [InlineData("POST", "application/json", "{\"query\":\"{ hello }\",\"operationName\":\"Nobody\"}", 400)]
    [InlineData("POST", "application/json", "{\"query\":\"\\ud800\"}", 400)]
    [InlineData("POST", "application/json", "7", 400)]
    public async Task Bad_requests_get_their_status_and_an_error_only(string method, string type, string body, int status)
    {
        await using var server = await HttpServer.StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), "/graphql") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        request.Headers.TryAddWithoutValidation("Accept", Newer);
        using var response = await server.Client.SendAsync(request);
        Assert.Equal(status, (int)response.StatusCode);
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal("errors", Assert.Single(json.RootElement.EnumerateObject()).Name);
    }

    [Fact]
    public async Task A_body_larger_than_allowed_is_refused()
    {
        await using var server = await HttpServer.StartAsync(o => o.MaxBodyBytes = 100);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await PostAsync(server, new { query = new string(' ', 200) })).Status);
    }

    [Fact]
    public async Task A_client_that_takes_neither_type_is_told()
    {
        await using var server = await HttpServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/graphql?query=%7Bhello%7D");
        request.Headers.TryAddWithoutValidation("Accept", "image/png");
        using var response = await server.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotAcceptable, response.StatusCode);
    }

    private static async Task<(HttpStatusCode Status, string Body)> PostAsync(HttpServer server, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("Accept", Newer);
        using var response = await server.Client.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
