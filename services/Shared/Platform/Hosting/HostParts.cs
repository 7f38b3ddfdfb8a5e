using Microsoft.Extensions.Configuration;

namespace PortfolioPlatform.Platform.Hosting;

/// <summary>What a host is made of.</summary>
/// <param name="Modules">All modules of the product, whichever of them run here.</param>
/// <param name="SideServers">Servers started before the modules, such as the sandbox.</param>
public sealed record HostParts(IReadOnlyList<IModule> Modules, IReadOnlyList<ISideServer> SideServers);

/// <summary>A server that runs beside the modules and tells them where it is by configuration.</summary>
public interface ISideServer
{
    /// <summary>Its target name.</summary>
    string Target { get; }

    /// <summary>Starts it.</summary>
    Task<SideServerHandle> StartAsync(SideServerContext context, CancellationToken cancellationToken);
}

/// <summary>What a side server is told.</summary>
/// <param name="DataFolder">Where it may keep files (in a folder of its own).</param>
/// <param name="Configuration">The whole configuration.</param>
public sealed record SideServerContext(string DataFolder, IConfiguration Configuration);

/// <summary>A running side server.</summary>
public abstract class SideServerHandle : IAsyncDisposable
{
    /// <summary>Settings for the modules, by full configuration key.</summary>
    public abstract IReadOnlyDictionary<string, string?> Settings { get; }

    /// <summary>The clock of what it serves; modules find it as <see cref="MarketTime"/>.</summary>
    public abstract TimeProvider Clock { get; }

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}

/// <summary>The clock the venues live by: the real one, or the sandbox's (which may run faster, or stand still). Rate gates and request signers read it.</summary>
public sealed record MarketTime(TimeProvider Clock);

/// <summary>Whether modules seed their part of the demo tenant: in <c>all</c> unless <c>--no-demo</c>, else where setting <c>Demo</c> is true.</summary>
public sealed record DemoMode(bool Enabled);
