using PortfolioPlatform.Contracts;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Platform.Tests.Bus;

/// <summary>Facts and effects stay one to one when the way between them is cut anywhere: before commit, between commit and publish, between publish and the consumer's commit.</summary>
public sealed class CrashTests
{
    private const int PerVenue = 60;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Connections_cut_at_any_point_lose_nothing_and_double_nothing(int seed)
    {
        var random = new Random(seed);
        var database = await Ledger.CreateDatabaseAsync();
        await using var host = await PlatformTestHost.StartAsync([Ledger.Module], database);
        var writing = Task.WhenAll(DemoTenant.Venues.Select(v => Ledger.RecordAsync(host.Transactions, v, PerVenue)));
        for (var cut = 0; cut < 4; cut++)
        {
            var after = random.Next(20, 280) * (cut + 1) / 4;
            await Eventually.HoldsAsync(async () => writing.IsCompleted || await database.ScalarAsync<long>("select count(*) from effect") >= after, "some effects", TimeSpan.FromSeconds(60));
            await Ledger.CutConnectionsAsync(database);
        }

        await writing;
        await Ledger.AssertEachFactTookEffectOnceAsync(database, PerVenue * DemoTenant.Venues.Count);
    }

    [Fact]
    public async Task What_a_stopped_host_left_in_the_outbox_takes_effect_after_the_next_start()
    {
        var database = await Ledger.CreateDatabaseAsync();
        for (var round = 0; round < 3; round++)
        {
            await using var host = await PlatformTestHost.StartAsync([Ledger.Module], database);
            await Task.WhenAll(DemoTenant.Venues.Select(v => Ledger.RecordAsync(host.Transactions, v, (round + 1) * 15)));
        }

        await using var last = await PlatformTestHost.StartAsync([Ledger.Module], database);
        await Ledger.AssertEachFactTookEffectOnceAsync(database, 45 * DemoTenant.Venues.Count);
    }
}
