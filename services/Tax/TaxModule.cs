using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Tax.Closings;
using PortfolioPlatform.Tax.CommandLine;
using PortfolioPlatform.Tax.Figures;
using PortfolioPlatform.Tax.Ledger;
using PortfolioPlatform.Tax.Previews;
using PortfolioPlatform.Tax.Reports.Runs;

namespace PortfolioPlatform.Tax;

/// <summary>Tax: figures and reports of legal entities over the ledger, and the command lines over exported trades.</summary>
public sealed class TaxModule : IModule
{
    /// <inheritdoc/>
    public string Name => "tax";

    /// <inheritdoc/>
    public IReadOnlyList<HostCommand> Commands { get; } =
    [
        new("tax", TaxOptions.Usage, TaxCommand.RunAsync), new("tax-diff", TaxDiffCommand.Usage, TaxDiffCommand.RunAsync), new("tax-preview", PreviewOptions.Usage, PreviewCommand.RunAsync),
    ];

    /// <inheritdoc/>
    public void AddWorker(IServiceCollection services, ModuleContext context)
    {
        AddReports(services);
        services.AddSingleton<ReportWork>().AddHostedService<ReportRunner>();
        services.AddMessageHandler<AssetRegistryPublished, RecordAssets>("tax.registry");
    }

    /// <inheritdoc/>
    public void AddApi(IServiceCollection services, ModuleContext context)
    {
        AddReports(services);
        services.TryAddSingleton<EntityLedgers>();
        services.TryAddSingleton<YearClosings>();
        services.TryAddSingleton<ReportRerun>();
        services.TryAddSingleton<ReportComparisons>();
        GraphQL.TaxGraphQL.Add(services);
    }

    /// <inheritdoc/>
    public void MapApi(IEndpointRouteBuilder endpoints) => ReportDownload.Map(endpoints);

    /// <summary>What the runner and whoever asks for a report both need.</summary>
    private static void AddReports(IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ReportSignal>();
        services.TryAddSingleton<ReportFeed>();
        services.TryAddSingleton<ReportRequests>();
    }
}
