using System.Collections.Concurrent;
using PortfolioPlatform.Contracts;

namespace PortfolioPlatform.Platform.Tests.Bus;

/// <summary>Remembers what its handlers were given.</summary>
internal sealed class Recorder
{
    public ConcurrentQueue<(string Consumer, AccountChanged Message)> Seen { get; } = new();

    /// <summary>Called before a handler ends; may throw.</summary>
    public Action<AccountChanged>? OnHandle { get; set; }
}

internal sealed class FirstHandler(Recorder recorder) : IMessageHandler<AccountChanged>
{
    public Task HandleAsync(AccountChanged message, IDatabaseTransaction transaction, CancellationToken cancellationToken)
    {
        recorder.OnHandle?.Invoke(message);
        recorder.Seen.Enqueue(("first", message));
        return Task.CompletedTask;
    }
}

internal sealed class SecondHandler(Recorder recorder) : IMessageHandler<AccountChanged>
{
    public Task HandleAsync(AccountChanged message, IDatabaseTransaction transaction, CancellationToken cancellationToken)
    {
        recorder.Seen.Enqueue(("second", message));
        return Task.CompletedTask;
    }
}
