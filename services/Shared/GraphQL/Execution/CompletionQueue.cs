using System.Threading.Channels;

namespace PortfolioPlatform.GraphQL.Execution;

/// <summary>Brings answers back to the executor's thread, and lets loaders send their batches when nothing else moves.</summary>
internal sealed class CompletionQueue(RequestScope request)
{
    private readonly Channel<Action?> _arrived = Channel.CreateUnbounded<Action?>(new UnboundedChannelOptions { SingleReader = true, AllowSynchronousContinuations = true });
    private int _open;

    public void Wait(ValueTask<object?> answer, Action<ValueTask<object?>> complete)
    {
        _open++;
        var kept = answer.Preserve();
        kept.GetAwaiter().OnCompleted(() => _arrived.Writer.TryWrite(() => complete(kept)));
    }

    /// <summary>Until every answer has come and what it led to as well.</summary>
    public async ValueTask DrainAsync()
    {
        if (_open == 0) return;
        if (request.HasLoaders) request.Loaders.OnQueued = () => _arrived.Writer.TryWrite(null);
        while (_open > 0)
        {
            while (_arrived.Reader.TryRead(out var next)) Run(next);
            if (_open == 0) return;
            if (request.HasLoaders)
            {
                request.Loaders.OnQueued ??= () => _arrived.Writer.TryWrite(null);
                if (request.Loaders.Dispatch()) continue;
            }
            Run(await _arrived.Reader.ReadAsync(request.Cancellation));
        }
    }

    private void Run(Action? next)
    {
        if (next is null) return;
        _open--;
        next();
    }
}
