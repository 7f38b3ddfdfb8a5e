using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.MarketData.Assets;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.MarketData.Tests.Running;

public sealed class RegistryStoreTests
{
    [Fact]
    public async Task At_start_everybody_is_told_the_whole_registry_and_a_second_start_changes_nothing()
    {
        var listener = new Listener();
        await using var host = await PlatformTestHost.StartAsync([new MarketDataModule(), listener], null);
        await Eventually.HoldsAsync(() => listener.Messages.OfType<AssetRegistryPublished>().Any(), "the registry");

        var again = await host.Services.GetRequiredService<RegistryStore>().SyncAsync(AssetSeed.Load(), CancellationToken.None);

        var told = listener.Messages.OfType<AssetRegistryPublished>().First();
        Assert.Equal((1, 1), ((int)told.Version, (int)again.Version));
        Assert.Equal(AssetSeed.Load().Assets.OrderBy(a => a.Id), told.Assets.OrderBy(a => a.Id));
        Assert.Equal(AssetSeed.Load().Lineage.Length, told.Lineage.Length);
        Assert.Contains(told.Aliases, a => a is { Venue: "*", Symbol: "LUNA", Asset.Value: "luna" });
    }

    [Fact]
    public async Task A_changed_row_is_a_new_version_and_the_old_one_stays_readable()
    {
        await using var host = await PlatformTestHost.StartAsync(new MarketDataModule());
        var store = host.Services.GetRequiredService<RegistryStore>();
        await store.SyncAsync(AssetSeed.Load(), CancellationToken.None);
        var seed = AssetSeed.Load();
        var next = seed with
        {
            Assets = [.. seed.Assets.Select(a => a.Id.Value == "ton" ? a with { Name = "The Open Network" } : a)],
            Aliases = [.. seed.Aliases, new AssetAliasRow("kraken", "NEWCOIN", Market, seed.Assets[30].Id)],
            Lineage = [.. seed.Lineage.Select(l => l.From.Value == "matic" ? l with { Kind = "rename" } : l)],
        };

        var told = await store.SyncAsync(next, CancellationToken.None);

        Assert.Equal(2, told.Version);
        Assert.Equal("The Open Network", told.Assets.Single(a => a.Id.Value == "ton").Name);
        Assert.Equal("rename", told.Lineage.Single(l => l.From.Value == "matic").Kind);
        Assert.Equal("Toncoin", await host.Database.ScalarAsync<string>("select name from marketdata.asset where asset_id = 'ton' and until_version = 2"));
    }

    private static DateTimeOffset Market { get; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
}
