using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.GraphQL.Subscriptions;
using PortfolioPlatform.GraphQL.Tests.CodeFirst;
using PortfolioPlatform.GraphQL.Tests.Http;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.GraphQL.Tests.Subscriptions;

public sealed class SocketTests
{
    private const string Init = "{\"type\":\"connection_init\"}";

    [Theory]
    [InlineData(4401, "{\"type\":\"subscribe\",\"id\":\"1\",\"payload\":{\"query\":\"{ search { __typename } }\"}}")]
    [InlineData(4429, Init, Init)]
    [InlineData(4400, "nonsense")]
    [InlineData(4400, "[]")]
    [InlineData(4400, "{\"type\":7}")]
    [InlineData(4400, "{\"type\":\"what\"}")]
    [InlineData(4400, Init, "{\"type\":\"subscribe\",\"id\":\"\",\"payload\":{\"query\":\"{ x }\"}}")]
    [InlineData(4400, Init, "{\"type\":\"subscribe\",\"id\":\"1\"}")]
    [InlineData(4400, Init, "{\"type\":\"subscribe\",\"id\":\"1\",\"payload\":{\"query\":7}}")]
    [InlineData(4400, "{\"type\":\"connection_init\",\"payload\":\"text\"}")]
    [InlineData(4409, Init, "{\"type\":\"subscribe\",\"id\":\"1\",\"payload\":{\"query\":\"subscription { onBook(keptAs: TAPE) { title } }\"}}", "{\"type\":\"subscribe\",\"id\":\"1\",\"payload\":{\"query\":\"{ sum(numbers: 1) }\"}}")]
    public async Task Who_breaks_the_protocol_is_told_why_and_disconnected(int code, params string[] messages)
    {
        await using var server = await HttpServer.StartAsync(Library.Register);
        await using var client = await SocketClient.ConnectAsync(server.Address);
        foreach (var message in messages) await client.SendAsync(message);
        while (await client.NextAsync() is not null)
        {
        }
        Assert.Equal(code, client.CloseCode);
    }

    [Fact]
    public async Task Who_never_says_hello_is_disconnected()
    {
        await using var server = await HttpServer.StartAsync(s => Configured(s, o => o.ConnectionInitTimeout = TimeSpan.FromMilliseconds(50)));
        await using var client = await SocketClient.ConnectAsync(server.Address);
        Assert.Null(await client.NextAsync());
        Assert.Equal(4408, client.CloseCode);
    }

    [Fact]
    public async Task A_deadline_that_strikes_while_the_connection_ends_harms_nobody()
    {
        var time = new WatchedTime();
        await using var server = await HttpServer.StartAsync(s => Configured(s.AddSingleton<TimeProvider>(time), _ => { }));
        await using (await SocketClient.ConnectAsync(server.Address))
        {
        }

        Assert.True(await time.WaitedFor.WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task A_message_beyond_the_limit_closes_the_connection()
    {
        await using var server = await HttpServer.StartAsync(s => Configured(s, o => o.MaxBodyBytes = 1000));
        await using var client = await SocketClient.OpenAsync(server.Address);
        await client.SendAsync(new string('x', 2000));
        Assert.Null(await client.NextAsync());
        Assert.Equal(1009, client.CloseCode);
    }

    [Fact]
    public async Task A_ping_is_answered_with_its_payload()
    {
        await using var server = await HttpServer.StartAsync(Library.Register);
        await using var client = await SocketClient.ConnectAsync(server.Address);
        await client.SendAsync("{\"type\":\"ping\",\"payload\":{\"n\":1}}");
        Assert.Equal("{\"type\":\"pong\",\"payload\":{\"n\":1}}", await client.NextAsync());
    }

    [Fact]
    public async Task A_server_that_stops_says_so()
    {
        await using var server = await HttpServer.StartAsync(Library.Register);
        await using var client = await SocketClient.OpenAsync(server.Address);
        var stopping = server.StopAsync();
        Assert.Null(await client.NextAsync());
        Assert.Equal(1001, client.CloseCode);
        await stopping;
    }

    [Fact]
    public async Task A_slow_reader_stops_its_own_source_and_nobody_else()
    {
        await using var server = await HttpServer.StartAsync(Library.Register);
        var shelf = server.Services.GetRequiredService<Shelf>();
        await using var slow = await SocketClient.OpenAsync(server.Address);
        await slow.SubscribeAsync("flood", "subscription { flood }");
        var (last, still) = (0, 0);
        await Eventually.HoldsAsync(
            () =>
            {
                still = last > 0 && last == shelf.Written ? still + 1 : 0;
                last = shelf.Written;
                return still >= 20;
            },
            "the source stands still");
        Assert.InRange(shelf.Written, 1, 2000);
        await using var other = await SocketClient.OpenAsync(server.Address);
        await other.SubscribeAsync("1", "{ sum(numbers: [1, 2]) }");
        Assert.Equal("{\"type\":\"next\",\"id\":\"1\",\"payload\":{\"data\":{\"sum\":3}}}", await other.NextAsync());
    }

    [Fact]
    public async Task A_completed_operation_ends_its_source_and_frees_its_id()
    {
        await using var server = await HttpServer.StartAsync(Library.Register);
        var shelf = server.Services.GetRequiredService<Shelf>();
        await using var client = await SocketClient.OpenAsync(server.Address);
        await client.SubscribeAsync("1", "subscription { flood }");
        Assert.StartsWith("{\"type\":\"next\",\"id\":\"1\"", await client.NextAsync(), StringComparison.Ordinal);
        await client.SendAsync("{\"type\":\"complete\",\"id\":\"1\"}");
        await client.SubscribeAsync("1", "{ sum(numbers: []) }");
        string? answer;
        while ((answer = await client.NextAsync())!.Contains("flood", StringComparison.Ordinal))
        {
        }
        Assert.Contains("{\"data\":{\"sum\":0}}", answer, StringComparison.Ordinal);
        await Eventually.HoldsAsync(() => shelf.Ended == 1, "the source ended");
    }

    [Fact]
    public async Task A_client_that_goes_away_leaves_no_listener_behind()
    {
        await using var server = await HttpServer.StartAsync(Library.Register);
        var topics = server.Services.GetRequiredService<InMemoryTopics>();
        var client = await SocketClient.OpenAsync(server.Address);
        await client.SubscribeAsync("1", "subscription { onBook(keptAs: TAPE) { title } }");
        await Eventually.HoldsAsync(() => topics.Count("added_Tape") == 1, "listeners");
        await client.DisposeAsync();
        await Eventually.HoldsAsync(() => topics.Count("added_Tape") == 0, "listeners");
    }

    [Theory]
    [InlineData("subscription { secrets }", "FORBIDDEN")]
    [InlineData("subscription { count(to: \\\"x\\\") }", "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("{ nothing }", "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("{ __schema { queryType { name } } }", "FORBIDDEN")]
    public async Task What_is_refused_is_an_error_of_its_operation_only(string query, string code)
    {
        await using var server = await HttpServer.StartAsync(s => Configured(s, o => o.AllowIntrospection = user => user.IsInRole("developer")));
        await using var client = await SocketClient.OpenAsync(server.Address);
        await client.SubscribeAsync("1", query);
        var answer = await client.NextAsync();
        Assert.StartsWith("{\"type\":\"error\",\"id\":\"1\",\"payload\":[", answer, StringComparison.Ordinal);
        Assert.Contains(code, answer, StringComparison.Ordinal);
        await client.SubscribeAsync("1", "{ sum(numbers: 1) }");
        Assert.Contains("{\"sum\":1}", await client.NextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_that_breaks_ends_with_an_error_that_tells_nothing()
    {
        await using var server = await HttpServer.StartAsync(Library.Register);
        await using var client = await SocketClient.OpenAsync(server.Address);
        await client.SubscribeAsync("1", "subscription { broken }");
        Assert.Equal("{\"type\":\"next\",\"id\":\"1\",\"payload\":{\"data\":{\"broken\":1}}}", await client.NextAsync());
        var last = await client.NextAsync();
        Assert.Contains("INTERNAL_SERVER_ERROR", last, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", last, StringComparison.Ordinal);
        Assert.Equal("{\"type\":\"complete\",\"id\":\"1\"}", await client.NextAsync());
    }

    [Fact]
    public async Task More_operations_than_a_connection_may_run_are_refused()
    {
        await using var server = await HttpServer.StartAsync(s => Configured(s, o => o.MaxSubscriptions = 2));
        await using var client = await SocketClient.OpenAsync(server.Address);
        for (var i = 1; i <= 3; i++) await client.SubscribeAsync($"{i}", "subscription { onBook(keptAs: TAPE) { title } }");
        Assert.Contains("TOO_MANY_REQUESTS", await client.NextAsync(), StringComparison.Ordinal);
    }

    private static void Configured(IServiceCollection services, Action<GraphQLOptions> configure)
    {
        Library.Register(services);
        services.AddGraphQLServer().ModifyOptions(configure);
    }
}
