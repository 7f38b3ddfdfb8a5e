using System.Net.WebSockets;
using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Api.Feed;

namespace PortfolioPlatform.Api.Tests.Feed;

public sealed class SlowReaderTests
{
    private static readonly string Wide = new('w', 10_000);

    [Fact]
    public async Task A_client_that_does_not_read_costs_no_memory_and_ends_with_the_latest_values()
    {
        await using var server = await FeedServer.StartAsync(("feed:window", "00:00:00.001"), ("feed:quiet", "00:00:00.001"), ("feed:spacing", "00:00:00.001"));
        using var slow = await server.ConnectAsync();
        await slow.SubscribeAsync("a");
        await slow.ReadAsync("snapshot");
        await ChangeAsync(server, 500);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await ChangeAsync(server, 20_000);
        var after = GC.GetTotalMemory(forceFullCollection: true);
        await server.ChangeAsync("a", "end", "1");
        await slow.ReadUntilAsync(client => client.Values.ContainsKey("end"));

        Assert.True(after - before < 20_000_000, $"{after - before} bytes more are held");
        Assert.All(slow.Values.Where(pair => pair.Key != "end"), pair => Assert.StartsWith("20000-", pair.Value, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_client_that_never_reads_is_disconnected()
    {
        await using var server = await FeedServer.StartAsync(("feed:heartbeat", "00:00:00.1"), ("feed:sendTimeout", "00:00:00.3"));
        using var stuck = await server.ConnectAsync();
        await stuck.SubscribeAsync("a");
        await stuck.ReadAsync("snapshot");
        for (var i = 0; i < 2000; i++) await server.ChangeAsync("a", $"{i}", Wide);
        await Poll.UntilAsync(() => server.Services.GetRequiredService<FeedSessions>().Count == 0);
        await Assert.ThrowsAnyAsync<WebSocketException>(async () =>
        {
            while (true) await stuck.ReadAsync();
        });
    }

    [Fact]
    public async Task A_client_that_asks_without_reading_the_answers_is_closed()
    {
        await using var server = await FeedServer.StartAsync();
        for (var i = 0; i < 2000; i++) await server.ChangeAsync("a", $"{i}", Wide);
        using var greedy = await server.ConnectAsync();
        await greedy.SubscribeAsync("a");
        for (var i = 0; i < 200; i++) await greedy.SendAsync("""{"type":"ping"}""");
        Assert.Equal(WebSocketCloseStatus.PolicyViolation, await greedy.ReadToEndAsync());
    }

    [Fact]
    public async Task A_full_house_turns_the_next_one_away()
    {
        await using var server = await FeedServer.StartAsync(("feed:maxSessions", "1"));
        using var first = await server.ConnectAsync();
        await first.SendAsync("""{"type":"ping"}""");
        await first.ReadAsync("pong");
        var refusal = await Assert.ThrowsAsync<WebSocketException>(() => server.ConnectAsync());
        Assert.Contains("503", refusal.Message, StringComparison.Ordinal);
    }

    private static async Task ChangeAsync(FeedServer server, int times)
    {
        for (var i = 1; i <= times; i++) await server.ChangeAsync("a", $"{i % 10}", times == 20_000 && i > 19_990 ? "20000-" + Wide : $"{i}-" + Wide);
    }
}
