using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Platform.Tests.Bus;

public sealed class InMemoryBusTests
{
    private static readonly TenantId Tenant = DemoTenant.Tenant;
    private readonly Recorder _recorder = new();

    [Fact]
    public async Task Every_consumer_gets_a_committed_message_once_in_order_of_its_key_and_the_row_leaves_the_outbox()
    {
        await using var host = await StartAsync();
        for (var i = 0; i < 40; i++) await PublishAsync(host, DemoTenant.Venues[i % 5], $"{i}", commit: true);

        await Eventually.HoldsAsync(() => _recorder.Seen.Count >= 80, "all messages handled");
        await Eventually.HoldsAsync(async () => await host.Database.ScalarAsync<long>("select count(*) from platform.outbox") == 0, "outbox empty");
        foreach (var consumer in (string[])["first", "second"])
            foreach (var venue in DemoTenant.Venues)
                Assert.Equal(
                    Enumerable.Range(0, 40).Where(i => DemoTenant.Venues[i % 5] == venue).Select(i => $"{i}"),
                    _recorder.Seen.Where(s => s.Consumer == consumer && s.Message.Venue == venue).Select(s => s.Message.Name));
        Assert.Equal(80, await host.Database.ScalarAsync<long>("select count(*) from platform.inbox"));
    }

    [Fact]
    public async Task What_is_rolled_back_is_never_told()
    {
        await using var host = await StartAsync();
        await PublishAsync(host, "kraken", "never", commit: false);
        await PublishAsync(host, "kraken", "told", commit: true);

        await Eventually.HoldsAsync(() => _recorder.Seen.Count >= 2, "the committed message handled");
        Assert.All(_recorder.Seen, s => Assert.Equal("told", s.Message.Name));
    }

    private static async Task PublishAsync(PlatformTestHost host, string venue, string name, bool commit)
    {
        await using var transaction = await host.Transactions.BeginAsync(Tenant, CancellationToken.None);
        await transaction.PublishAsync(new AccountChanged(Tenant, DemoTenant.Account(venue), DemoTenant.EntityOf(venue), venue, name, Removed: false), CancellationToken.None);
        if (commit) await transaction.CommitAsync(CancellationToken.None);
    }

    private Task<PlatformTestHost> StartAsync() => PlatformTestHost.StartAsync(new TestModule("probe", services => services
        .AddSingleton(_recorder)
        .AddMessageHandler<AccountChanged, FirstHandler>("first")
        .AddMessageHandler<AccountChanged, SecondHandler>("second")));
}
