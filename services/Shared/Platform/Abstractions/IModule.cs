using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace PortfolioPlatform.Platform;

/// <summary>A module of the platform. Its name is also its database schema and its configuration section; nothing else of it is public. Its migrations are the embedded resources <c>Data/Migrations/NNNN_name.sql</c> of its assembly.</summary>
public interface IModule
{
    /// <summary>Lower-case name: <c>portfolio</c>.</summary>
    string Name { get; }

    /// <summary>Registers consumers and background work: what target <c>{name}</c> runs.</summary>
    void AddWorker(IServiceCollection services, ModuleContext context);

    /// <summary>Registers what target <c>api</c> needs of this module: queries, feed topics.</summary>
    void AddApi(IServiceCollection services, ModuleContext context);

    /// <summary>Maps this module's HTTP endpoints, hosted by target <c>api</c>.</summary>
    void MapApi(IEndpointRouteBuilder endpoints);

    /// <summary>This module's <c>Host &lt;command&gt;</c> lines.</summary>
    IReadOnlyList<HostCommand> Commands { get; }
}

/// <summary>What a module is told when it registers.</summary>
/// <param name="Configuration">The module's own configuration section.</param>
/// <param name="TargetArgument">What stood behind the colon (<c>kraken</c> in <c>ingestion:kraken</c>), or null for all.</param>
public sealed record ModuleContext(IConfiguration Configuration, string? TargetArgument);

/// <summary>A command line such as <c>Host map</c>.</summary>
/// <param name="Name">First word.</param>
/// <param name="Usage">One line for help.</param>
/// <param name="RunAsync">Runs it with the words after the name; returns the exit code.</param>
public sealed record HostCommand(string Name, string Usage, Func<CommandContext, CancellationToken, Task<int>> RunAsync);

/// <summary>What a command gets.</summary>
/// <param name="Arguments">The words after the command's name.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
/// <param name="OpenServicesAsync">Starts database and module services without workers or endpoints, for commands that need them; dispose it after use.</param>
public sealed record CommandContext(IReadOnlyList<string> Arguments, TextWriter Output, TextWriter Error, Func<CancellationToken, Task<CommandServices>> OpenServicesAsync)
{
    /// <summary>The modules of this program, for commands that need what they offer without a database.</summary>
    public IReadOnlyList<IModule> Modules { get; init; } = [];
}

/// <summary>Services opened for a command.</summary>
public abstract class CommandServices : IAsyncDisposable
{
    /// <summary>The services.</summary>
    public abstract IServiceProvider Services { get; }

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
