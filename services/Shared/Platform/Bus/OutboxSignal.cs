namespace PortfolioPlatform.Platform.Bus;

/// <summary>Wakes the dispatcher; pulses between two waits are one.</summary>
internal sealed class OutboxSignal : IDisposable
{
    private readonly SemaphoreSlim _pending = new(0, 1);

    public void Pulse()
    {
        try
        {
            if (_pending.CurrentCount == 0) _pending.Release();
        }
        catch (SemaphoreFullException)
        {
            // Somebody else pulsed in between: one wake-up is enough.
        }
    }

    public Task<bool> WaitAsync(TimeSpan longest, CancellationToken cancellationToken) => _pending.WaitAsync(longest, cancellationToken);

    public void Dispose() => _pending.Dispose();
}
