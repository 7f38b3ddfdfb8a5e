using System.Net;
using System.Net.Http.Json;
using PortfolioPlatform.Api.Tests.Feed;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Api.Tests.GraphQL;

public sealed class GraphQLEdgeTests
{
    [Fact]
    public async Task Who_signed_in_is_the_viewer_and_may_ask_for_the_schema()
    {
        await using var server = await FeedServer.StartAsync();
        Assert.Contains("\"data\":{\"serverTime\":\"20", await AskAsync(server, "{ serverTime }"), StringComparison.Ordinal);
        Assert.Contains("\"name\":\"Query\"", await AskAsync(server, "{ __schema { queryType { name } } }"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_did_not_sign_in_is_denied_every_field_and_the_feed()
    {
        await using var server = await FeedServer.StartAsync(signedIn: false);
        Assert.Contains("FORBIDDEN", await AskAsync(server, "{ serverTime }"), StringComparison.Ordinal);
        Assert.Contains("FORBIDDEN", await AskAsync(server, "{ __schema { queryType { name } } }"), StringComparison.Ordinal);
        var refused = await Assert.ThrowsAsync<System.Net.WebSockets.WebSocketException>(() => server.ConnectAsync());
        Assert.Contains("401", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_schema_can_be_kept_to_oneself()
    {
        await using var server = await FeedServer.StartAsync(("GraphQL:Introspection", "false"));
        Assert.Contains("FORBIDDEN", await AskAsync(server, "{ __schema { queryType { name } } }"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_list_of_trusted_documents_no_other_is_run()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, """{"Clock":"{ serverTime }"}""");
        await using (var server = await FeedServer.StartAsync(("GraphQL:TrustedDocuments", file)))
        {
            Assert.Contains("\"data\":{\"serverTime\":\"20", await AskAsync(server, "{ serverTime }"), StringComparison.Ordinal);
            Assert.Contains("DOCUMENT_NOT_TRUSTED", await AskAsync(server, "{ now: serverTime }"), StringComparison.Ordinal);
        }

        await File.WriteAllTextAsync(file, "[]");
        Assert.Contains("TrustedDocuments", (await Assert.ThrowsAsync<StartupException>(() => FeedServer.StartAsync(("GraphQL:TrustedDocuments", file)))).Message, StringComparison.Ordinal);
        File.Delete(file);
    }

    [Fact]
    public async Task A_client_that_asks_too_much_is_slowed_down()
    {
        await using var server = await FeedServer.StartAsync(("GraphQL:RequestsPerSecond", "1"), ("GraphQL:Burst", "2"));
        using var http = new HttpClient { BaseAddress = server.Address };
        for (var i = 0; i < 2; i++) Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/graphql?query={serverTime}")).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await http.GetAsync("/graphql?query={serverTime}")).StatusCode);
    }

    [Theory]
    [InlineData("{", "application/json", HttpStatusCode.BadRequest, "BAD_REQUEST")]
    [InlineData("[]", "application/json", HttpStatusCode.BadRequest, "BAD_REQUEST")]
    [InlineData("{\"query\":\"{ nothing }\"}", "application/json", HttpStatusCode.OK, "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("{\"query\":\"{ serverTime }\"}", "text/plain", HttpStatusCode.UnsupportedMediaType, "BAD_REQUEST")]
    [InlineData("{\"query\":\"{ serverTime }\",\"operationName\":\"other\"}", "application/json", HttpStatusCode.OK, "OPERATION_RESOLUTION_FAILURE")]
    public async Task Bad_input_gets_its_status_and_code_and_nothing_else(string body, string type, HttpStatusCode status, string code)
    {
        await using var server = await FeedServer.StartAsync();
        using var http = new HttpClient { BaseAddress = server.Address };
        using var content = new StringContent(body, System.Text.Encoding.UTF8, type);
        using var answer = await http.PostAsync("/graphql", content);
        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(code, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async Task<string> AskAsync(FeedServer server, string query)
    {
        using var http = new HttpClient { BaseAddress = server.Address };
        using var answer = await http.PostAsJsonAsync("/graphql", new { query });
        return await answer.Content.ReadAsStringAsync();
    }
}
