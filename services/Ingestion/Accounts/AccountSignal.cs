using System.Threading.Channels;

namespace PortfolioPlatform.Ingestion.Accounts;

/// <summary>Wakes the supervisor of the same process when an account changed; others see it at their next look.</summary>
internal sealed class AccountSignal
{
    private readonly Channel<bool> _raised = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Something changed.</summary>
    public void Raise() => _raised.Writer.TryWrite(true);

    /// <summary>Waits for a change, at most so long.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(atMost);
        try
        {
            await _raised.Reader.ReadAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Time is up: look anyway.
        }
    }
}
