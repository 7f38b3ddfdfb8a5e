using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Portfolio.Audit;
using PortfolioPlatform.Portfolio.Audit.Bundles;
using PortfolioPlatform.Portfolio.Edits;
using PortfolioPlatform.Portfolio.GraphQL;
using PortfolioPlatform.Portfolio.Ledger;
using PortfolioPlatform.Portfolio.Movements;
using PortfolioPlatform.Portfolio.Past;
using PortfolioPlatform.Portfolio.Positions;
using PortfolioPlatform.Portfolio.Problems;
using PortfolioPlatform.Portfolio.Queries;
using PortfolioPlatform.Portfolio.Reconciliation;
using PortfolioPlatform.Portfolio.Registry;
using PortfolioPlatform.Portfolio.Risk;
using PortfolioPlatform.Portfolio.Risk.CommandLine;
using PortfolioPlatform.Portfolio.Risk.Derivatives;
using PortfolioPlatform.Portfolio.Risk.Live;
using PortfolioPlatform.Portfolio.Transfers;
using PortfolioPlatform.Portfolio.Tree;
using PortfolioPlatform.Portfolio.Valuation;

namespace PortfolioPlatform.Portfolio;

/// <summary>The ledger, positions, values and reconciliation.</summary>
public sealed class PortfolioModule : IModule
{
    /// <inheritdoc/>
    public string Name => "portfolio";

    /// <inheritdoc/>
    public IReadOnlyList<HostCommand> Commands => [AuditCommands.Verify, AuditCommands.Export, BundleCommands.Export, BundleCommands.Verify, RiskCommand.Command];

    /// <inheritdoc/>
    public void AddWorker(IServiceCollection services, ModuleContext context)
    {
        AddLedger(services);
        services.AddSingleton<ILedgerReplay, LedgerReplay>();
        services.AddSingleton<BookLoader>().AddSingleton<BookCheckpoints>().AddSingleton<PastSnapshots>().AddSingleton<TransferFinder>();
        services.AddSingleton<KeeperMailbox>().AddSingleton<PriceBoard>().AddSingleton<ValueTable>().AddSingleton<FeedPublisher>().AddSingleton<PortfolioFeed>();
        services.AddSingleton<TreeFeed>().AddSingleton<ReconciliationFeed>().AddSingleton<DayPrices>().AddSingleton<ProvisionalFills>().AddSingleton<Watchers>();
        services.AddSingleton<LivePositions>().AddSingleton<MinuteWork>();
        services.AddSingleton<RiskDesk>().AddSingleton<PriceHistory>().AddSingleton<OrderBooks>().AddSingleton<RiskFeed>().AddSingleton<RiskEngine>();
        services.Configure<RiskLimits>(o => context.Configuration.GetSection("Risk").Bind(o));
        services.AddHostedService<DemoWorker>().AddHostedService<PositionKeeper>().AddHostedService<RiskKeeper>();
        services.AddSingleton<OpenDerivatives>().AddSingleton<DerivativeMailbox>().AddSingleton<DerivativeFeed>().AddSingleton<DerivativeEngine>().AddHostedService<DerivativeKeeper>();
        services.AddMessageHandler<DerivativesReported, RecordDerivatives>("portfolio.derivatives");
        services.AddMessageHandler<TransactionsRecorded, RecordTransactions>("portfolio.ledger");
        services.AddMessageHandler<BalancesReported, ReconcileBalances>("portfolio.ledger");
        services.AddMessageHandler<AccountChanged, RecordAccount>("portfolio.ledger");
        services.AddMessageHandler<TenantSignedUp, BeginTenant>("portfolio.tree");
        services.AddMessageHandler<PageProblemFound, RecordPageProblem>("portfolio.ledger");
        services.AddMessageHandler<AssetRegistryPublished, RecordRegistry>("portfolio.registry");
        services.AddMessageHandler<ReferencePricesRecorded, HearOfPrices>("portfolio.prices");
    }

    /// <inheritdoc/>
    public void AddApi(IServiceCollection services, ModuleContext context)
    {
        AddLedger(services);
        services.TryAddSingleton<LedgerEdits>();
        services.TryAddSingleton<TreeEdits>();
        services.TryAddSingleton<ITreeDirectory, TreeDirectory>();
        services.TryAddSingleton(new ParsedValues<(TenantId Tenant, Guid Portfolio), LivePortfolio>(LivePortfolio.Of));
        services.TryAddSingleton<KnownTrees>();
        services.TryAddSingleton<KnowledgeSql>();
        services.TryAddSingleton<PastPortfolios>();
        services.TryAddSingleton<PastPerformance>();
        services.TryAddSingleton<PastContributions>();
        services.TryAddSingleton<ExplanationReader>();
        services.TryAddSingleton<TransactionPages>();
        services.TryAddSingleton<PastPositions>();
        services.TryAddSingleton<MovedReader>();
        services.TryAddSingleton<MovementReader>();
        PortfolioGraphQL.Add(services);
        services.AddSingleton<IFeedTopic, PortfolioTopic>().AddSingleton<IFeedTopic, PortfoliosTopic>().AddSingleton<IFeedTopic, ReconciliationTopic>()
            .AddSingleton<IFeedTopic>(p => new RiskTopic("risk", RiskFeed.TopicOf, p.GetRequiredService<IDatabase>()))
            .AddSingleton<IFeedTopic>(p => new RiskTopic("derivatives", DerivativeFeed.TopicOf, p.GetRequiredService<IDatabase>()));
    }

    /// <inheritdoc/>
    public void MapApi(IEndpointRouteBuilder endpoints) => PortfolioEndpoints.Map(endpoints);

    /// <summary>What worker and endpoints both need to write to the ledger.</summary>
    private static void AddLedger(IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<PrivateText>();
        services.TryAddSingleton<AssetRegistryCopy>();
        services.TryAddSingleton<LedgerWriter>();
        services.TryAddSingleton<LedgerSignal>();
        services.TryAddSingleton<TransferLedger>();
    }
}
