using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Platform.Bus;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Platform.Tests.Bus;

public sealed class RabbitMqTests
{
    private const int PerVenue = 80;

    // Publishing goes on a second after the broker answers; its consumers the library connects again within 35 s, or we do.
    private static readonly TimeSpan RecoversWithin = TimeSpan.FromSeconds(45);

    [Fact]
    public async Task A_broker_killed_in_the_middle_loses_nothing_and_doubles_nothing()
    {
        await using var broker = await RabbitMqServer.StartAsync();
        var database = await Ledger.CreateDatabaseAsync();
        string[] settings = [$"--Bus:RabbitMq={broker.Address}", "--Bus:Lanes=2", "--Bus:PublishDeadline=00:00:03"];
        await using var publisher = await PlatformTestHost.StartAsync([Ledger.Module], database, settings);
        await using var second = await PlatformTestHost.StartAsync([Ledger.Module], database, settings);
        var writing = Task.WhenAll(DemoTenant.Venues.Select(v => Ledger.RecordAsync(publisher.Transactions, v, PerVenue)));
        await Eventually.HoldsAsync(async () => await database.ScalarAsync<long>("select count(*) from effect") > 50, "effects begin", TimeSpan.FromSeconds(60));

        broker.Process.Kill();
        await writing;
        await broker.RestartAsync();

        await Ledger.AssertEachFactTookEffectOnceAsync(database, PerVenue * DemoTenant.Venues.Count, RecoversWithin);
    }

    [Fact]
    [Trait("Category", "Soak")]
    public async Task A_broker_that_was_away_for_long_is_followed_as_quickly()
    {
        await using var broker = await RabbitMqServer.StartAsync();
        var database = await Ledger.CreateDatabaseAsync();
        await using var host = await PlatformTestHost.StartAsync([Ledger.Module], database, [$"--Bus:RabbitMq={broker.Address}", "--Bus:Lanes=2", "--Bus:PublishDeadline=00:00:03"]);
        await Ledger.RecordAsync(host.Transactions, "kraken", 5);
        await Ledger.AssertEachFactTookEffectOnceAsync(database, 5);

        broker.Process.Kill();
        await Ledger.RecordAsync(host.Transactions, "kraken", 10);
        await Task.Delay(TimeSpan.FromSeconds(90));
        await broker.RestartAsync();

        await Ledger.AssertEachFactTookEffectOnceAsync(database, 10, RecoversWithin);
        await Eventually.HoldsAsync(() => Task.FromResult(host.Services.GetRequiredService<RabbitMqConsumers>().AreWell), "every queue is consumed again");
    }

    [Fact]
    public async Task A_fact_waits_for_a_consumer_that_was_never_started()
    {
        await using var broker = await RabbitMqServer.StartAsync();
        var database = await Ledger.CreateDatabaseAsync();
        string[] settings = [$"--Bus:RabbitMq={broker.Address}", "--Bus:Lanes=1"];
        await using (var publisher = await PlatformTestHost.StartAsync([Ledger.Module, new TestModule("silent")], database, ["--target", "silent", "--Redis:Connection=127.0.0.1:1", .. settings]))
        {
            await Ledger.RecordAsync(publisher.Transactions, "kraken", 3);
            await Eventually.HoldsAsync(async () => await database.ScalarAsync<long>("select count(*) from platform.outbox") == 3, "the rows wait");
        }

        await using var consumer = await PlatformTestHost.StartAsync([Ledger.Module], database, settings);
        await Ledger.AssertEachFactTookEffectOnceAsync(database, 3);
        await Eventually.HoldsAsync(() => Task.FromResult(consumer.Services.GetRequiredService<RabbitMqConsumers>().AreWell), "every queue is consumed");
    }
}
