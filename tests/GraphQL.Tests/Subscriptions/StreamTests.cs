using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.GraphQL.Subscriptions;
using PortfolioPlatform.GraphQL.Tests.CodeFirst;
using PortfolioPlatform.GraphQL.Tests.Http;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.GraphQL.Tests.Subscriptions;

public sealed class StreamTests
{
    [Fact]
    public async Task A_stream_is_readable_as_server_sent_events()
    {
        await using var server = await HttpServer.StartAsync(Library.Register);
        using var answer = await PostAsync(server, "subscription { count(to: 2) }");
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("event: next\ndata: {\"data\":{\"count\":1}}\n\nevent: next\ndata: {\"data\":{\"count\":2}}\n\nevent: complete\ndata:\n\n", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Silence_is_broken_by_comments_and_a_reader_who_leaves_ends_its_source()
    {
        await using var server = await HttpServer.StartAsync(s =>
        {
            Library.Register(s);
            s.AddGraphQLServer().ModifyOptions(o => o.KeepAlive = TimeSpan.FromMilliseconds(20));
        });
        var topics = server.Services.GetRequiredService<InMemoryTopics>();
        using (var answer = await PostAsync(server, "subscription { onBook(keptAs: TAPE) { title } }"))
        {
            using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync());
            Assert.Equal(":", await lines.ReadLineAsync());
            Assert.Equal(1, topics.Count("added_Tape"));
        }
        await Eventually.HoldsAsync(() => topics.Count("added_Tape") == 0, "listeners");
        await server.StopAsync();
        Assert.Empty(server.Errors.Lines);
    }

    [Theory]
    [InlineData("subscription { slowEvent }")]
    [InlineData("{ slowAnswer }")]
    public async Task An_answer_that_takes_too_long_ends_over_a_stream_as_over_http_and_says_what_to_do(string query)
    {
        await using var server = await HttpServer.StartAsync(s =>
        {
            Library.Register(s);
            s.AddGraphQLServer().AddTypeExtension<SlowEvents>().AddTypeExtension<SlowAnswers>().ModifyOptions(o => o.ExecutionTimeout = TimeSpan.FromMilliseconds(50));
        });
        using var answer = await PostAsync(server, query);
        var told = await answer.Content.ReadAsStringAsync();
        Assert.Contains("The operation took longer than 0.05 s. Ask for less at once: a shorter time, fewer rows, or its fields in several requests.", told, StringComparison.Ordinal);
        Assert.Contains("\"code\":\"TIMEOUT\"", told, StringComparison.Ordinal);
        Assert.DoesNotContain("\"data\"", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_get_may_listen_but_not_change_anything()
    {
        await using var server = await HttpServer.StartAsync(Library.Register);
        server.Client.DefaultRequestHeaders.Accept.ParseAdd("text/event-stream");
        Assert.Contains("{\"count\":1}", await server.Client.GetStringAsync("/graphql?query=subscription{count(to:1)}"), StringComparison.Ordinal);
        Assert.Contains("METHOD_NOT_ALLOWED", await server.Client.GetStringAsync("/graphql?query=mutation{addBook(input:{title:\"x\"}){title}}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_beyond_its_rate_is_told_to_come_back()
    {
        await using var server = await HttpServer.StartAsync(s =>
        {
            Library.Register(s);
            s.AddGraphQLServer().ModifyOptions(o => o.RateLimit = new RateLimit(1, 3));
        });
        for (var i = 0; i < 3; i++) Assert.Equal(HttpStatusCode.OK, (await server.Client.GetAsync("/graphql?query={sum(numbers:1)}")).StatusCode);
        using var refused = await server.Client.GetAsync("/graphql?query={sum(numbers:1)}");
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal("1", refused.Headers.RetryAfter?.ToString());
        Assert.Contains("TOO_MANY_REQUESTS", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_listener_that_falls_behind_keeps_the_newest()
    {
        var topics = new InMemoryTopics(new GraphQLOptions { TopicBuffer = 2 });
        await using var listener = topics.SubscribeAsync<int>("t").GetAsyncEnumerator();
        for (var i = 1; i <= 5; i++) await topics.SendAsync("t", i);
        Assert.True(await listener.MoveNextAsync());
        Assert.Equal(4, listener.Current);
        Assert.True(await listener.MoveNextAsync());
        Assert.Equal(5, listener.Current);
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpServer server, string query)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query }) };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        return await server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }
}

/// <summary>Events whose answer never comes.</summary>
[ExtendObjectType(OperationTypeNames.Subscription)]
internal sealed class SlowEvents
{
    [Subscribe(With = nameof(ReadAsync))]
    public static async Task<int> SlowEventAsync([EventMessage] int number, CancellationToken cancellationToken) => await SlowAnswers.NeverAsync(number, cancellationToken);

    public static IAsyncEnumerable<int> ReadAsync() => new[] { 1 }.ToAsyncEnumerable();
}

/// <summary>An answer that never comes.</summary>
[ExtendObjectType(OperationTypeNames.Query)]
internal sealed class SlowAnswers
{
    public static Task<int> SlowAnswerAsync(CancellationToken cancellationToken) => NeverAsync(1, cancellationToken);

    [GraphQLIgnore]
    public static async Task<int> NeverAsync(int number, CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return number;
    }
}
