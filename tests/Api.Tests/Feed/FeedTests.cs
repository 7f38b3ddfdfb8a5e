namespace PortfolioPlatform.Api.Tests.Feed;

public sealed class FeedTests
{
    [Fact]
    public async Task A_client_gets_a_snapshot_and_then_what_changes()
    {
        await using var server = await FeedServer.StartAsync();
        await server.ChangeAsync("a", "x", "1");
        using var client = await server.ConnectAsync();
        await client.SubscribeAsync("a");

        var subscribed = await client.ReadAsync();
        var snapshot = await client.ReadAsync();
        await server.ChangeAsync("a", "y", "2");
        await client.ReadUntilAsync(c => c.Values.ContainsKey("y"));

        Assert.Equal(("subscribed", false), (FeedClient.Type(subscribed), subscribed.GetProperty("resumed").GetBoolean()));
        Assert.Equal(("snapshot", "board", "a"), (FeedClient.Type(snapshot), snapshot.GetProperty("topic").GetString(), snapshot.GetProperty("argument").GetString()));
        Assert.Equal(new Dictionary<string, string> { ["x"] = "1", ["y"] = "2" }, client.Values);
    }

    [Fact]
    public async Task A_value_passes_through_with_every_member_its_module_gave_it()
    {
        await using var server = await FeedServer.StartAsync();
        await server.ChangeAsync("a", "x", "deep");
        using var client = await server.ConnectAsync();
        await client.SubscribeAsync("a");
        var value = (await client.ReadAsync("snapshot")).GetProperty("values")[0];
        Assert.Equal("""{"key":"x","epoch":1,"version":1,"text":"deep"}""", value.GetRawText());
    }

    [Fact]
    public async Task A_busy_key_is_sent_at_most_ten_times_a_second_and_ends_with_its_latest_value()
    {
        await using var server = await FeedServer.StartAsync();
        using var client = await server.ConnectAsync();
        await client.SubscribeAsync("a");
        await client.ReadAsync("snapshot");
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var last = 0;
        using (var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(2)))
            while ((clock.ElapsedMilliseconds < 1000 || last < 100) && await timer.WaitForNextTickAsync())
                await server.ChangeAsync("a", "x", $"{++last}");

        await client.ReadUntilAsync(c => c.Values.GetValueOrDefault("x") == $"{last}");

        Assert.InRange(client.Updates["x"], 2, (int)(clock.ElapsedMilliseconds / 100) + 2);
    }

    [Fact]
    public async Task An_older_version_never_replaces_a_newer_one()
    {
        await using var server = await FeedServer.StartAsync();
        await server.ChangeAsync("a", "x", "old");
        await server.ChangeAsync("a", "x", "new");
        using var client = await server.ConnectAsync();
        await client.SubscribeAsync("a");
        await client.ReadAsync("snapshot");

        await server.Road.PublishAsync(BoardTopic.Source("a"), """{"key":"x","epoch":1,"version":1,"text":"old"}"""u8.ToArray(), default);
        await server.ChangeAsync("a", "mark", "1");
        await client.ReadUntilAsync(c => c.Values.ContainsKey("mark"));

        Assert.Equal("new", client.Values["x"]);
    }

    [Fact]
    public async Task A_publisher_that_starts_anew_with_a_higher_epoch_is_newer_whatever_its_version()
    {
        await using var server = await FeedServer.StartAsync();
        await server.ChangeAsync("a", "x", "before");
        await server.ChangeAsync("a", "x", "before");
        using var client = await server.ConnectAsync();
        await client.SubscribeAsync("a");
        await client.ReadAsync("snapshot");
        await server.Road.PublishAsync(BoardTopic.Source("a"), """[{"key":"x","epoch":2,"version":1,"text":"after"}]"""u8.ToArray(), default);
        await client.ReadUntilAsync(c => c.Values["x"] == "after");
        Assert.Equal(1, client.Updates["x"]);
    }

    [Fact]
    public async Task A_removed_key_leaves_the_client_and_later_snapshots()
    {
        await using var server = await FeedServer.StartAsync();
        await server.ChangeAsync("a", "x", "1");
        await server.ChangeAsync("a", "y", "1");
        using var client = await server.ConnectAsync();
        await client.SubscribeAsync("a");
        await client.ReadAsync("snapshot");
        await server.ChangeAsync("a", "x", "", removed: true);
        await client.ReadUntilAsync(c => !c.Values.ContainsKey("x"));

        using var late = await server.ConnectAsync();
        await late.SubscribeAsync("a");
        await late.ReadAsync("snapshot");
        Assert.Equal(["y"], late.Values.Keys);
    }

    [Fact]
    public async Task What_the_live_channel_lost_is_healed_from_the_hot_store()
    {
        await using var server = await FeedServer.StartAsync(("feed:heartbeat", "00:00:00.1"));
        await server.ChangeAsync("a", "x", "1");
        await server.ChangeAsync("a", "gone", "1");
        using var client = await server.ConnectAsync();
        await client.SubscribeAsync("a");
        await client.ReadAsync("snapshot");

        server.Road.LosesMessages = true;
        await server.ChangeAsync("a", "x", "2");
        await server.ChangeAsync("a", "gone", "", removed: true);
        await client.ReadUntilAsync(c => c.Values["x"] == "2" && !c.Values.ContainsKey("gone"));
        Assert.Single(client.Values);
    }

    [Fact]
    public async Task A_change_that_is_none_is_dropped_and_the_topic_goes_on()
    {
        await using var server = await FeedServer.StartAsync();
        using var client = await server.ConnectAsync();
        await client.SubscribeAsync("a");
        await client.ReadAsync("snapshot");
        foreach (var payload in new[] { "", "nonsense", "7", "[1]", "{\"version\":1}", "{\"key\":7}", "[{\"key\":\"x\"" })
            await server.Road.PublishAsync(BoardTopic.Source("a"), System.Text.Encoding.UTF8.GetBytes(payload), default);
        await server.ChangeAsync("a", "y", "1");
        await client.ReadUntilAsync(c => c.Values.ContainsKey("y"));
        Assert.Single(client.Values);
    }

    [Fact]
    public async Task Watching_is_told_to_the_module_for_as_long_as_it_lasts()
    {
        await using var server = await FeedServer.StartAsync(("feed:heartbeat", "00:00:00.05"), ("feed:linger", "00:00:00.05"));
        using var client = await server.ConnectAsync();
        await client.SubscribeAsync("a");
        await Poll.UntilAsync(() => server.Road.Touched.GetValueOrDefault("watch:a") >= 3);
        await client.SendAsync("""{"type":"unsubscribe","id":1}""");
        await client.ReadAsync("unsubscribed");
        await Poll.UntilAsync(() => server.Road.Subscribers(BoardTopic.Source("a")) == 0);
        Assert.False(server.Road.Touched.ContainsKey("watch:b"));
    }

    [Fact]
    public async Task Clients_of_one_topic_share_one_subscription_of_the_live_channel()
    {
        await using var server = await FeedServer.StartAsync();
        var clients = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => server.ConnectAsync()));
        foreach (var client in clients) await client.SubscribeAsync("a");
        foreach (var client in clients) await client.ReadAsync("snapshot");
        await server.ChangeAsync("a", "x", "1");
        foreach (var client in clients) await client.ReadUntilAsync(c => c.Values.ContainsKey("x"));
        Assert.Equal(1, server.Road.Subscribers(BoardTopic.Source("a")));
        foreach (var client in clients) client.Dispose();
    }
}
