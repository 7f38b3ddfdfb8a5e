namespace PortfolioPlatform.Tax.Reports.Runs;

/// <summary>Wakes the runner of this process when a report was asked for; other processes look by themselves.</summary>
internal sealed class ReportSignal : IDisposable
{
    private readonly SemaphoreSlim _asked = new(0);

    public void Raise() => _asked.Release();

    /// <summary>Waits until a report was asked for, at most so long.</summary>
    public Task WaitAsync(TimeSpan longest, CancellationToken cancellationToken) => _asked.WaitAsync(longest, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _asked.Dispose();
}
