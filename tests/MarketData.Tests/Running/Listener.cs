using System.Collections.Concurrent;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.MarketData.Tests.Running;

/// <summary>A module that hears what MarketData tells.</summary>
internal sealed class Listener : IModule
{
    public ConcurrentQueue<IMessage> Messages { get; } = new();

    public string Name => "listener";

    public IReadOnlyList<HostCommand> Commands => [];

    public void AddWorker(IServiceCollection services, ModuleContext context)
    {
        services.AddSingleton(this);
        services.AddMessageHandler<AssetRegistryPublished, Hear<AssetRegistryPublished>>("listener.registry");
        services.AddMessageHandler<ReferencePricesRecorded, Hear<ReferencePricesRecorded>>("listener.references");
    }

    public void AddApi(IServiceCollection services, ModuleContext context)
    {
    }

    public void MapApi(IEndpointRouteBuilder endpoints)
    {
    }

    private sealed class Hear<T>(Listener listener) : IMessageHandler<T>
        where T : class, IMessage
    {
        public Task HandleAsync(T message, IDatabaseTransaction transaction, CancellationToken cancellationToken)
        {
            listener.Messages.Enqueue(message);
            return Task.CompletedTask;
        }
    }
}
