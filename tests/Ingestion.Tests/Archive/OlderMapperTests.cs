using System.Text;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Ingestion.Accounts;
using PortfolioPlatform.Ingestion.Archive;
using PortfolioPlatform.Ingestion.Tests.Kit;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.MarketData;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio;
using PortfolioPlatform.Testing;

namespace PortfolioPlatform.Ingestion.Tests.Archive;

/// <summary>A mapper was improved after it wrote entries: what the old one wrote is still proven from the archive, what the new one reads is a version of its own.</summary>
public sealed class OlderMapperTests
{
    [Fact]
    public async Task Each_hash_is_reproduced_with_the_mapper_that_wrote_it_and_what_no_mapper_here_wrote_is_named()
    {
        var venue = new ScriptedVenue().Page("trades", MappedPage.Of([Trade.Of("trades-1")], [], 1)).Page("trades", MappedPage.Of([Trade.Of("trades-2")], [], 1));
        await using var host = await PlatformTestHost.StartAsync([new Connectors(venue), new IngestionModule(), new MarketDataModule(), new PortfolioModule()], null, "--Ingestion:PublicData=false", "--Ingestion:PollEvery=00:10:00");
        var account = await ConnectAsync(host);
        await Eventually.HoldsAsync(async () => await RowsAsync(host) == 2, "both pages in the ledger");

        var old = venue.Mapper;
        (venue.MapperVersion, venue.Mapper) = (8, static (_, body, _) => MappedPage.Of([Trade.Of(Encoding.UTF8.GetString(body.Span), "ETH")], [], 1));
        venue.OlderMappers = new Dictionary<int, PageMapper> { [7] = old };
        var looked = await ReplayAsync(host, account, accept: false);
        Assert.Equal((0, 2L), (looked.Code, await RowsAsync(host)));
        Assert.Contains("2 of 2 archived rows reproduced", looked.Text, StringComparison.Ordinal);
        Assert.Contains("trades trades-1: reads differently now: version 2", looked.Text, StringComparison.Ordinal);

        await ReplayAsync(host, account, accept: true);
        var proven = await ReplayAsync(host, account, accept: false);
        Assert.Equal((0, 4L), (proven.Code, await RowsAsync(host)));
        Assert.Contains("4 of 4 archived rows reproduced", proven.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("differently", proven.Text, StringComparison.Ordinal);

        venue.OlderMappers = new Dictionary<int, PageMapper>();
        var partly = await ReplayAsync(host, account, accept: false);
        Assert.Equal(1, partly.Code);
        Assert.Contains("trades trades-1: was read by mapper version 7, which this program does not have", partly.Text, StringComparison.Ordinal);
        Assert.Contains("2 of 4 archived rows reproduced", partly.Text, StringComparison.Ordinal);
    }

    private static async Task<AccountId> ConnectAsync(PlatformTestHost host)
    {
        await host.Transactions.EnsureTenantAsync(DemoTenant.Tenant, "Test", CancellationToken.None);
        await Eventually.HoldsAsync(async () => await host.Database.ScalarAsync<long>("select count(*) from ingestion.known_symbol") > 0, "the registry is known");
        var account = new ConnectedAccount(DemoTenant.Tenant, new AccountId(Guid.CreateVersion7()), DemoTenant.Holding, ScriptedVenue.Name, "Test account");
        Assert.True((await host.Services.GetRequiredService<AccountRegister>().ConnectAsync(account, new VenueCredentials("key-of-the-test", new Secret("top secret")), CancellationToken.None)).IsOk);
        return account.Id;
    }

    private static async Task<(int Code, string Text)> ReplayAsync(PlatformTestHost host, AccountId account, bool accept)
    {
        var output = new StringWriter();
        var code = await ReplayCommand.ReplayAsync(host.Services, DemoTenant.Tenant, account, accept, output, CancellationToken.None);
        return (code, output.ToString());
    }

    private static Task<long> RowsAsync(PlatformTestHost host) => host.Database.ScalarAsync<long>("select count(*) from portfolio.ledger_entry");

    /// <summary>Puts the scripted venue in the place of the real ones.</summary>
    private sealed class Connectors(IVenueConnector venue) : IModule
    {
        public string Name => "connectors";

        public IReadOnlyList<HostCommand> Commands => [];

        public void AddWorker(IServiceCollection services, ModuleContext context) => services.AddSingleton(new ConnectorList([venue]));

        public void AddApi(IServiceCollection services, ModuleContext context)
        {
        }

        public void MapApi(IEndpointRouteBuilder endpoints)
        {
        }
    }
}
