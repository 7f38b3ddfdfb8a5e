using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Platform.HotStore;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Platform.Tests.HotStore;

/// <summary>What holds of every hot store and live channel.</summary>
public abstract class HotStoreContract : IAsyncLifetime
{
    private ServiceProvider _services = null!;

    protected IHotStore Store => _services.GetRequiredService<IHotStore>();

    protected ILiveChannel Channel => _services.GetRequiredService<ILiveChannel>();

    public async Task InitializeAsync()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Redis:Connection", await ConnectionAsync())]).Build();
        var services = new ServiceCollection();
        services.AddLogging().AddSingleton(TimeProvider.System);
        HotStoreSwitch.Read(configuration).Register(services);
        _services = services.BuildServiceProvider();
    }

    public virtual async Task DisposeAsync() => await _services.DisposeAsync();

    [Fact]
    public async Task Fields_are_set_read_and_removed()
    {
        await Store.SetAsync("prices", [Field("btc", "1"), Field("eth", "2")], CancellationToken.None);
        await Store.SetAsync("prices", [Field("btc", "3")], CancellationToken.None);
        await Store.SetAsync("prices", [], CancellationToken.None);
        await Store.RemoveAsync("prices", ["eth", "none"], CancellationToken.None);
        await Store.RemoveAsync("nothing", ["eth"], CancellationToken.None);
        await Store.RemoveAsync("prices", [], CancellationToken.None);
        var fields = await Store.GetAllAsync("prices", CancellationToken.None);
        Assert.Equal("3", Encoding.UTF8.GetString(Assert.Single(fields).Value.Span));
        Assert.Empty(await Store.GetAllAsync("nothing", CancellationToken.None));
    }

    [Fact]
    public async Task A_touched_key_lives_for_its_time()
    {
        Assert.False(await Store.IsAliveAsync("watch", CancellationToken.None));
        await Store.TouchAsync("watch", TimeSpan.FromMinutes(1), CancellationToken.None);
        Assert.True(await Store.IsAliveAsync("watch", CancellationToken.None));
        await Store.TouchAsync("watch", TimeSpan.FromMilliseconds(40), CancellationToken.None);
        await Eventually.HoldsAsync(async () => !await Store.IsAliveAsync("watch", CancellationToken.None), "its time is over");
    }

    [Fact]
    public async Task Listeners_get_what_is_published_in_order_until_they_leave_and_one_that_throws_harms_nobody()
    {
        var seen = new ConcurrentQueue<string>();
        await using var bad = await Channel.SubscribeAsync("ticks", _ => throw new InvalidOperationException("bad listener"), CancellationToken.None);
        var good = await Channel.SubscribeAsync("ticks", p => seen.Enqueue(Encoding.UTF8.GetString(p.Span)), CancellationToken.None);
        for (var i = 0; i < 100; i++) await PublishAsync($"{i}");
        await Eventually.HoldsAsync(() => seen.Count == 100, "all received");
        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"{i}"), seen);

        await good.DisposeAsync();
        await PublishAsync("late");
        Assert.Equal(100, seen.Count);
    }

    protected ValueTask PublishAsync(string value) => Channel.PublishAsync("ticks", Encoding.UTF8.GetBytes(value), CancellationToken.None);

    protected abstract Task<string?> ConnectionAsync();

    private static KeyValuePair<string, ReadOnlyMemory<byte>> Field(string name, string value) => new(name, Encoding.UTF8.GetBytes(value));
}

public sealed class InProcessHotStoreTests : HotStoreContract
{
    protected override Task<string?> ConnectionAsync() => Task.FromResult<string?>(null);
}

public sealed class RedisHotStoreTests : HotStoreContract
{
    private RedisServer _redis = null!;

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await _redis.DisposeAsync();
    }

    [Fact]
    public async Task After_a_restart_of_Redis_store_and_listeners_go_on()
    {
        var seen = new ConcurrentQueue<string>();
        await using var listener = await Channel.SubscribeAsync("ticks", p => seen.Enqueue(Encoding.UTF8.GetString(p.Span)), CancellationToken.None);
        _redis.Process.Kill();
        await PublishAsync("lost");
        _redis.Process.Start();
        await Eventually.HoldsAsync(
            async () =>
            {
                await PublishAsync("back");
                return seen.Contains("back");
            },
            "values flow again");
        await Eventually.HoldsAsync(WorksAsync, "the store answers again");
        Assert.DoesNotContain("lost", seen);
    }

    protected override async Task<string?> ConnectionAsync()
    {
        _redis = await RedisServer.StartAsync();
        return _redis.Connection;
    }

    private async Task<bool> WorksAsync()
    {
        try
        {
            await Store.TouchAsync("watch", TimeSpan.FromMinutes(1), CancellationToken.None);
            return await Store.IsAliveAsync("watch", CancellationToken.None);
        }
        catch (StackExchange.Redis.RedisException)
        {
            return false;
        }
    }
}
