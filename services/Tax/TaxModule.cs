using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Tax.CommandLine;
using PortfolioPlatform.Tax.Previews;

namespace PortfolioPlatform.Tax;

/// <summary>Tax: for now the command lines over exported trades; it keeps no data of its own.</summary>
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
        // Nothing runs in the background: the command reads a file and writes files.
    }

    /// <inheritdoc/>
    public void AddApi(IServiceCollection services, ModuleContext context)
    {
        // No queries yet.
    }

    /// <inheritdoc/>
    public void MapApi(IEndpointRouteBuilder endpoints)
    {
        // No endpoints yet.
    }
}
