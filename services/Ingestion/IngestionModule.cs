using System.Collections.Immutable;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Ingestion.Accounts;
using PortfolioPlatform.Ingestion.Archive;
using PortfolioPlatform.Ingestion.Demo;
using PortfolioPlatform.Ingestion.GraphQL;
using PortfolioPlatform.Ingestion.Leases;
using PortfolioPlatform.Ingestion.Limits;
using PortfolioPlatform.Ingestion.PublicData;
using PortfolioPlatform.Ingestion.Sync;
using PortfolioPlatform.Ingestion.VenueCommands;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Ingestion;

/// <summary>Accounts and their keys, history out of venues, the archive of what they answered, public prices.</summary>
public sealed class IngestionModule : IModule, IRawPageReader
{
    /// <inheritdoc/>
    public string Name => "ingestion";

    /// <inheritdoc/>
    public IReadOnlyList<HostCommand> Commands => [MapCommand.Command, SignCommand.Command, ReplayCommand.Command, KeyCommands.Panic, KeyCommands.Enable];

    /// <inheritdoc/>
    public void AddWorker(IServiceCollection services, ModuleContext context)
    {
        AddShared(services, context);
        services.AddSingleton(new VenueScope(context.TargetArgument));
        services.AddSingleton<StreamStore>().AddSingleton<PageStore>().AddSingleton<BalanceStore>().AddSingleton<DerivativeStore>().AddSingleton<MissingFills>().AddSingleton<KnownSymbols>().AddSingleton<KeyLeases>();
        services.AddSingleton<SyncParts>().AddSingleton<SyncSchedule>();
        services.AddSingleton<SyncBoard>().AddHostedService(p => p.GetRequiredService<SyncBoard>());
        services.AddHostedService<SyncSupervisor>().AddHostedService<DemoAccounts>();
        services.AddSingleton<MarketChoice>().AddSingleton<CandleClaims>().AddSingleton<CandleCollector>().AddHostedService<PublicDataWorker>();
        services.AddSingleton<HeldContracts>().AddHostedService<MarkFeed>().AddHostedService<BookFeed>();
        services.AddMessageHandler<AssetRegistryPublished, RememberSymbols>("ingestion.symbols");
    }

    /// <inheritdoc/>
    public void AddApi(IServiceCollection services, ModuleContext context)
    {
        AddShared(services, context);
        services.AddSingleton<AccountService>().AddSingleton<DemoOffer>().AddSingleton<KeyTester>().AddSingleton<ProblemQuery>();
        services.AddSingleton<IFeedTopic, AccountFeedTopic>();
        AccountGraphQL.Add(services);
    }

    /// <inheritdoc/>
    public void MapApi(IEndpointRouteBuilder endpoints)
    {
        AccountEndpoints.Map(endpoints);
        RawPageEndpoint.Map(endpoints);
    }

    /// <inheritdoc/>
    public ImmutableArray<TransactionFact>? Read(string venue, int mapperVersion, RawPageBytes raw) => RawReading.Read(venue, mapperVersion, raw);

    private static void AddShared(IServiceCollection services, ModuleContext context)
    {
        services.Configure<IngestionOptions>(o => context.Configuration.Bind(o));
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<INonceSource, PostgresNonceSource>();
        services.TryAddSingleton(new ConnectorList(Venues.All));
        services.TryAddSingleton(p => new RateBudgets(p.GetService<ISharedScripts>()));
        services.TryAddSingleton<VenueAccess>();
        services.TryAddSingleton<AccountArchive>();
        services.TryAddSingleton<IAccountArchive>(p => p.GetRequiredService<AccountArchive>());
        services.TryAddSingleton<AccountSignal>();
        services.TryAddSingleton<AccountStore>();
        services.TryAddSingleton<AccountRegister>();
        services.TryAddSingleton<CredentialBox>();
        services.TryAddSingleton<KeyUseLog>();
        services.TryAddSingleton<KeyExpiry>();
        services.TryAddSingleton<KeySwitch>();
        services.TryAddSingleton<PageSeals>();
    }
}
