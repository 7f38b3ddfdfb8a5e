using System.Collections.Concurrent;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Ingestion.Tests.Kit;

/// <summary>A module that keeps every message Ingestion publishes, as a consumer behind the real outbox and inbox.</summary>
internal sealed class Recorder : IModule
{
    /// <summary>One consumer for both, as the ledger has: messages of an account are in order within a consumer only.</summary>
    private const string Account = "recorder.account";

    public ConcurrentQueue<IMessage> Messages { get; } = new();

    public string Name => "recorder";

    public IReadOnlyList<HostCommand> Commands => [];

    public IEnumerable<T> Of<T>() => Messages.OfType<T>();

    public void AddWorker(IServiceCollection services, ModuleContext context)
    {
        services.AddSingleton(this);
        services.AddMessageHandler<TransactionsRecorded, Keep<TransactionsRecorded>>(Account);
        services.AddMessageHandler<BalancesReported, Keep<BalancesReported>>(Account);
        services.AddMessageHandler<DerivativesReported, Keep<DerivativesReported>>("recorder.derivatives");
        services.AddMessageHandler<AccountChanged, Keep<AccountChanged>>("recorder.accounts");
        services.AddMessageHandler<PageProblemFound, Keep<PageProblemFound>>("recorder.problems");
        services.AddMessageHandler<CandlesRecorded, Keep<CandlesRecorded>>("recorder.candles");
    }

    public void AddApi(IServiceCollection services, ModuleContext context)
    {
    }

    public void MapApi(IEndpointRouteBuilder endpoints)
    {
    }

    private sealed class Keep<T>(Recorder recorder) : IMessageHandler<T>
        where T : class, IMessage
    {
        public Task HandleAsync(T message, IDatabaseTransaction transaction, CancellationToken cancellationToken)
        {
            recorder.Messages.Enqueue(message);
            return Task.CompletedTask;
        }
    }
}
