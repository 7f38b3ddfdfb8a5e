using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace PortfolioPlatform.Platform.Tests;

/// <summary>A module whose wiring is given by the test.</summary>
internal sealed class TestModule(string name, Action<IServiceCollection>? worker = null) : IModule
{
    public string Name => name;

    public IReadOnlyList<HostCommand> Commands { get; init; } = [];

    public void AddWorker(IServiceCollection services, ModuleContext context) => worker?.Invoke(services);

    public void AddApi(IServiceCollection services, ModuleContext context)
    {
    }

    public void MapApi(IEndpointRouteBuilder endpoints)
    {
    }
}
