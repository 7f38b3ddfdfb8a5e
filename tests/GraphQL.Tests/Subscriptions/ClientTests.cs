using System.Text.Json;
using PortfolioPlatform.GraphQL.Tests.CodeFirst;
using PortfolioPlatform.GraphQL.Tests.Http;

namespace PortfolioPlatform.GraphQL.Tests.Subscriptions;

/// <summary>The clients people use, unchanged, as they come from npm.</summary>
public sealed class ClientTests
{
    [Fact]
    public async Task The_client_graphql_ws_asks_listens_and_hears_errors()
    {
        var said = await AskAsync("graphql-ws");
        Assert.Equal("[{\"data\":{\"book\":{\"title\":\"B3\"}}}]", said.GetProperty("query").GetRawText());
        Assert.Equal("[[{\"data\":{\"count\":1}},{\"data\":{\"count\":2}},{\"data\":{\"count\":3}}],[{\"data\":{\"count\":1}},{\"data\":{\"count\":2}}]]", said.GetProperty("both").GetRawText());
        Assert.Equal("{\"done\":false,\"value\":{\"data\":{\"onBook\":{\"title\":\"Heard\",\"author\":{\"name\":\"A0\"}}}}}", Sorted(said.GetProperty("event")));
        Assert.Equal("[\"GRAPHQL_VALIDATION_FAILED\"]", said.GetProperty("invalid").GetRawText());
    }

    [Fact]
    public async Task The_client_of_apollo_asks_over_http_and_listens_over_a_socket()
    {
        var said = await AskAsync("apollo");
        Assert.Contains("\"title\":\"B1\"", said.GetProperty("query").GetRawText(), StringComparison.Ordinal);
        Assert.Equal("Heard", said.GetProperty("event").GetProperty("onBook").GetProperty("title").GetString());
        Assert.Equal("[\"GRAPHQL_VALIDATION_FAILED\"]", said.GetProperty("invalid").GetRawText());
    }

    [Fact]
    public async Task The_client_graphql_sse_reads_one_stream_an_operation()
    {
        var said = await AskAsync("graphql-sse");
        Assert.Equal("[{\"data\":{\"book\":{\"title\":\"B3\"}}}]", said.GetProperty("query").GetRawText());
        Assert.Equal("[[{\"data\":{\"count\":1}},{\"data\":{\"count\":2}},{\"data\":{\"count\":3}}],[{\"data\":{\"count\":1}},{\"data\":{\"count\":2}}]]", said.GetProperty("both").GetRawText());
        Assert.Equal("{\"done\":false,\"value\":{\"data\":{\"onBook\":{\"title\":\"Heard\"}}}}", Sorted(said.GetProperty("event")));
        Assert.Equal("[[\"GRAPHQL_VALIDATION_FAILED\"]]", said.GetProperty("invalid").GetRawText());
    }

    private static async Task<JsonElement> AskAsync(string client)
    {
        await using var server = await HttpServer.StartAsync(Library.Register);
        return JsonDocument.Parse(await Npm.Judge.RunAsync("clients.mjs", "", client, new Uri(server.Address, "/graphql").ToString())).RootElement;
    }

    private static string Sorted(JsonElement json) => $"{{{string.Join(',', json.EnumerateObject().OrderBy(p => p.Name, StringComparer.Ordinal).Select(p => $"\"{p.Name}\":{p.Value.GetRawText()}"))}}}";
}
