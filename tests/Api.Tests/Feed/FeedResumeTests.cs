namespace PortfolioPlatform.Api.Tests.Feed;

public sealed class FeedResumeTests
{
    [Fact]
    public async Task A_client_that_comes_back_gets_only_what_it_missed()
    {
        await using var server = await FeedServer.StartAsync();
        await server.ChangeAsync("a", "x", "1");
        await server.ChangeAsync("a", "y", "1");
        using var before = await server.ConnectAsync();
        await before.SubscribeAsync("a");
        await before.ReadAsync("snapshot");
        before.Socket.Abort();
        await server.ChangeAsync("a", "y", "2");
        using var witness = await server.ConnectAsync();
        await witness.SubscribeAsync("a");
        await witness.ReadUntilAsync(c => c.Values.GetValueOrDefault("y") == "2");

        using var after = await server.ConnectAsync();
        await after.SubscribeAsync("a", resume: $$"""{"epoch":"{{before.Epoch}}","version":{{before.Version}}}""");
        var subscribed = await after.ReadAsync();
        var delta = await ReadRawAsync(after);

        Assert.True(subscribed.GetProperty("resumed").GetBoolean());
        Assert.Equal(before.Version, delta.GetProperty("from").GetInt64());
        Assert.Equal("y", Assert.Single(delta.GetProperty("values").EnumerateArray()).GetProperty("key").GetString());
    }

    [Theory]
    [InlineData("""{"epoch":"of another server","version":1}""")]
    [InlineData("""{"epoch":null,"version":1}""")]
    public async Task A_position_that_is_not_ours_leads_to_one_snapshot(string resume)
    {
        await using var server = await FeedServer.StartAsync();
        await server.ChangeAsync("a", "x", "1");
        using var client = await server.ConnectAsync();
        await client.SubscribeAsync("a", resume: resume);
        var subscribed = await client.ReadAsync();
        await client.ReadAsync("snapshot");
        Assert.False(subscribed.GetProperty("resumed").GetBoolean());
        Assert.Equal("1", client.Values["x"]);
    }

    [Fact]
    public async Task A_version_from_the_future_leads_to_one_snapshot()
    {
        await using var server = await FeedServer.StartAsync();
        using var first = await server.ConnectAsync();
        await first.SubscribeAsync("a");
        await first.ReadAsync("snapshot");
        using var second = await server.ConnectAsync();
        await second.SubscribeAsync("a", resume: $$"""{"epoch":"{{first.Epoch}}","version":{{first.Version + 100}}}""");
        Assert.False((await second.ReadAsync("subscribed")).GetProperty("resumed").GetBoolean());
        Assert.Equal("snapshot", FeedClient.Type(await second.ReadAsync()));
    }

    private static async Task<System.Text.Json.JsonElement> ReadRawAsync(FeedClient client)
    {
        var buffer = new byte[65536];
        var part = await client.Socket.ReceiveAsync(buffer.AsMemory(), default);
        using var document = System.Text.Json.JsonDocument.Parse(buffer.AsMemory(0, part.Count));
        return document.RootElement.Clone();
    }
}
