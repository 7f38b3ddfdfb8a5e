using System.Net.WebSockets;
using System.Text;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Api.Tests.Feed;

public sealed class FeedRequestTests
{
    [Theory]
    [InlineData("""{"type":"subscribe","id":1,"topic":"nothing"}""", "UNKNOWN_TOPIC")]
    [InlineData("""{"type":"subscribe","id":1,"topic":"board","argument":"none"}""", "NOT_FOUND")]
    [InlineData("""{"type":"subscribe","id":1,"topic":"board","argument":"foreign"}""", "NOT_FOUND")]
    [InlineData("""{"type":"subscribe","id":1,"topic":"board"}""", "NOT_FOUND")]
    [InlineData("""{"type":"subscribe","id":1,"topic":"board","argument":"broken"}""", "UNAVAILABLE")]
    [InlineData("""{"type":"subscribe","topic":"board"}""", "BAD_REQUEST")]
    [InlineData("""{"type":"subscribe","id":"one","topic":"board"}""", "BAD_REQUEST")]
    [InlineData("""{"type":"buy"}""", "BAD_REQUEST")]
    [InlineData("""null""", "BAD_REQUEST")]
    [InlineData("""hello""", "BAD_REQUEST")]
    public async Task A_request_that_cannot_be_met_gets_an_error_with_a_code(string request, string code)
    {
        await using var server = await FeedServer.StartAsync();
        using var client = await server.ConnectAsync();
        await client.SendAsync(request);
        var error = await client.ReadAsync("error");
        Assert.Equal(code, error.GetProperty("code").GetString());
        await client.SendAsync("""{"type":"ping"}""");
        Assert.Equal("pong", FeedClient.Type(await client.ReadAsync()));
    }

    [Fact]
    public async Task A_foreign_board_looks_exactly_like_one_that_does_not_exist_even_when_its_module_would_give_it()
    {
        await using var server = await FeedServer.StartAsync();
        using var client = await server.ConnectAsync();
        await client.SubscribeAsync("foreign");
        var foreign = (await client.ReadAsync()).GetRawText();
        await client.SubscribeAsync("astray");
        Assert.Equal(foreign, (await client.ReadAsync()).GetRawText());
        await client.SubscribeAsync("none");
        Assert.Equal(foreign, (await client.ReadAsync()).GetRawText());
    }

    [Fact]
    public void Names_of_a_tenants_values_that_do_not_carry_the_tenant_cannot_be_made()
    {
        var tenant = DemoTenant.Tenant;
        Assert.Throws<ArgumentException>(() => FeedSource.Of(tenant, "board:a"));
        Assert.Throws<ArgumentException>(() => FeedSource.Of(tenant, $"board:{tenant}", "watch:a"));
        Assert.Throws<ArgumentException>(() => FeedSource.Of(tenant, $"board:{tenant}0"));
        Assert.True(FeedSource.Of(tenant, $"board:{tenant}:a").IsFor(tenant));
        Assert.False(FeedSource.Of(tenant, $"board:{tenant}:a").IsFor(new TenantId(Guid.CreateVersion7())));
    }

    [Fact]
    public async Task The_same_topic_or_id_twice_is_refused_and_the_first_goes_on()
    {
        await using var server = await FeedServer.StartAsync(("feed:maxSubscriptions", "2"));
        using var client = await server.ConnectAsync();
        await client.SubscribeAsync("a", 1);
        await client.ReadAsync("snapshot");
        await client.SubscribeAsync("a", 2);
        Assert.Equal("DUPLICATE", (await client.ReadAsync("error")).GetProperty("code").GetString());
        await client.SubscribeAsync("b", 1);
        Assert.Equal("DUPLICATE", (await client.ReadAsync("error")).GetProperty("code").GetString());
        await server.ChangeAsync("a", "x", "1");
        await client.ReadUntilAsync(c => c.Values.ContainsKey("x"));
    }

    [Fact]
    public async Task One_subscription_too_many_is_refused()
    {
        await using var server = await FeedServer.StartAsync(("feed:maxSubscriptions", "1"));
        using var client = await server.ConnectAsync();
        await client.SubscribeAsync("a", 1);
        await client.SubscribeAsync("b", 2);
        Assert.Equal("TOO_MANY", (await client.ReadAsync("error")).GetProperty("code").GetString());
    }

    [Fact]
    public async Task After_unsubscribing_nothing_more_comes()
    {
        await using var server = await FeedServer.StartAsync();
        using var client = await server.ConnectAsync();
        await client.SubscribeAsync("a");
        await client.ReadAsync("snapshot");
        await client.SendAsync("""{"type":"unsubscribe","id":1}""");
        await client.ReadAsync("unsubscribed");
        await server.ChangeAsync("a", "x", "1");
        await client.SendAsync("""{"type":"ping"}""");
        Assert.Equal("pong", FeedClient.Type(await client.ReadAsync()));
        Assert.Empty(client.Values);
    }

    [Fact]
    public async Task A_heartbeat_comes_even_when_nothing_is_subscribed()
    {
        await using var server = await FeedServer.StartAsync(("feed:heartbeat", "00:00:00.05"));
        using var client = await server.ConnectAsync();
        var first = await client.ReadAsync("heartbeat");
        var second = await client.ReadAsync("heartbeat");
        Assert.True(first.GetProperty("at").GetDateTimeOffset() < second.GetProperty("at").GetDateTimeOffset());
    }

    [Fact]
    public async Task Bytes_instead_of_text_end_the_session()
    {
        await using var server = await FeedServer.StartAsync();
        using var client = await server.ConnectAsync();
        await client.Socket.SendAsync(new byte[] { 1, 2, 3 }, WebSocketMessageType.Binary, true, default);
        Assert.Equal(WebSocketCloseStatus.InvalidMessageType, await client.ReadToEndAsync());
    }

    [Fact]
    public async Task A_request_longer_than_four_kilobytes_ends_the_session()
    {
        await using var server = await FeedServer.StartAsync();
        using var client = await server.ConnectAsync();
        await client.Socket.SendAsync(Encoding.UTF8.GetBytes(new string(' ', 5000)), WebSocketMessageType.Text, true, default);
        Assert.Equal(WebSocketCloseStatus.MessageTooBig, await client.ReadToEndAsync());
    }

    [Fact]
    public async Task A_client_that_says_goodbye_is_answered()
    {
        await using var server = await FeedServer.StartAsync();
        using var client = await server.ConnectAsync();
        await client.Socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "", default);
        Assert.Equal(WebSocketState.Closed, client.Socket.State);
    }

    [Fact]
    public async Task A_server_that_stops_says_so_to_its_clients()
    {
        await using var server = await FeedServer.StartAsync();
        using var client = await server.ConnectAsync();
        await client.SubscribeAsync("a");
        await client.ReadAsync("snapshot");
        var stopping = server.StopAsync();
        Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, await client.ReadToEndAsync());
        await client.Socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", default);
        await stopping;
    }

    [Fact]
    public async Task A_topic_that_cannot_be_read_now_can_be_subscribed_later()
    {
        await using var server = await FeedServer.StartAsync();
        await server.ChangeAsync("a", "x", "1");
        server.Road.Fails = true;
        using var client = await server.ConnectAsync();
        await client.SubscribeAsync("a");
        Assert.Equal("UNAVAILABLE", (await client.ReadAsync("error")).GetProperty("code").GetString());
        server.Road.Fails = false;
        await client.SubscribeAsync("a");
        await client.ReadAsync("snapshot");
        Assert.Equal("1", client.Values["x"]);
    }
}
