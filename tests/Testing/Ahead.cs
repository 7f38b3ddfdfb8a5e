using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Testing;

/// <summary>A clock that can be put ahead; a module, so that its time takes the place of the real one in all others.</summary>
public sealed class Ahead : TimeProvider, IModule
{
    private long _by;

    /// <summary>How far ahead of the real time.</summary>
    public TimeSpan By
    {
        get => TimeSpan.FromTicks(Interlocked.Read(ref _by));
        set => Interlocked.Exchange(ref _by, value.Ticks);
    }

    /// <inheritdoc/>
    public string Name => "clock";

    /// <inheritdoc/>
    public IReadOnlyList<HostCommand> Commands => [];

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + By;

    /// <inheritdoc/>
    public void AddWorker(IServiceCollection services, ModuleContext context) => services.AddSingleton<TimeProvider>(this);

    /// <inheritdoc/>
    public void AddApi(IServiceCollection services, ModuleContext context)
    {
    }

    /// <inheritdoc/>
    public void MapApi(IEndpointRouteBuilder endpoints)
    {
    }
}
