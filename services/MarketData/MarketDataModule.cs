using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.MarketData.Assets;
using PortfolioPlatform.MarketData.GraphQL;
using PortfolioPlatform.MarketData.Prices;
using PortfolioPlatform.MarketData.References;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.MarketData;

/// <summary>Asset registry, prices now, prices then.</summary>
public sealed class MarketDataModule : IModule
{
    /// <inheritdoc/>
    public string Name => "marketdata";

    /// <inheritdoc/>
    public IReadOnlyList<HostCommand> Commands => [];

    /// <inheritdoc/>
    public void AddWorker(IServiceCollection services, ModuleContext context)
    {
        services.Configure<MarketDataOptions>(o => context.Configuration.Bind(o));
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<RegistryStore>().AddSingleton<RegistrySource>().AddSingleton<PriceHistory>();
        services.AddHostedService<RegistryWorker>().AddHostedService<PriceWorker>();
        services.AddMessageHandler<CandlesRecorded, RecordCandles>("marketdata.candles");
    }

    /// <inheritdoc/>
    public void AddApi(IServiceCollection services, ModuleContext context)
    {
        services.AddSingleton<IFeedTopic, PriceFeedTopic>();
        MarketGraphQL.Add(services);
    }

    /// <inheritdoc/>
    public void MapApi(IEndpointRouteBuilder endpoints)
    {
    }
}
