using System.Collections.Concurrent;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.GraphQL;

namespace PortfolioPlatform.Tax.Reports.Runs;

/// <summary>
/// Compares reports beside the requests that ask for it, one at a time: a large year takes longer to make again than anybody should hold a connection open. A comparison is made once for
/// all who ask, handed out when it is there, and forgotten then: the next question is about the ledger as it is by then.
/// </summary>
internal sealed class ReportComparisons(ReportRerun reruns, TimeProvider time) : IDisposable
{
    /// <summary>How long a request waits for its answer before it is told to come again.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(2);
    private readonly ConcurrentDictionary<Asked, Running> _running = new();
    private readonly SemaphoreSlim _turn = new(1);
    private readonly CancellationTokenSource _end = new();

    /// <summary>What differs; not ready while it is still being found out.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="report">A report that is done.</param>
    /// <param name="other">The other report; the year as it would be filed now if null.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<Result<TaxReportDifferenceItem>> OfAsync(TenantId tenant, Guid report, Guid? other, CancellationToken cancellationToken)
    {
        var asked = new Asked(tenant, report, other);
        // Nobody came back for these.
        foreach (var (left, one) in _running)
            if (one.Work.IsCompleted && time.GetUtcNow() - one.Since > Kept) _running.TryRemove(left, out _);
        var running = _running.GetOrAdd(asked, Begin);
        if (await Task.WhenAny(running.Work, Task.Delay(Patience, cancellationToken)) != running.Work) return TaxReportDifferenceItem.NotReady;
        _running.TryRemove(asked, out _);
        return await running.Work;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
    }

    private Running Begin(Asked asked)
    {
        using var apart = ExecutionContext.SuppressFlow();
        return new Running(Task.Run(() => CompareAsync(asked, _end.Token)), time.GetUtcNow());
    }

    private async Task<Result<TaxReportDifferenceItem>> CompareAsync(Asked asked, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var old = await reruns.FiledAsync(asked.Tenant, asked.Report, cancellationToken);
            if (!old.IsOk) return old.Error;
            var now = asked.Other is { } other ? await reruns.FiledAsync(asked.Tenant, other, cancellationToken) : await reruns.NowAsync(asked.Tenant, asked.Report, cancellationToken);
            return now.IsOk ? TaxReportDifferenceItem.Of(old.Value, now.Value) : now.Error;
        }
        finally
        {
            _turn.Release();
        }
    }

    private sealed record Asked(TenantId Tenant, Guid Report, Guid? Other);

    private sealed record Running(Task<Result<TaxReportDifferenceItem>> Work, DateTimeOffset Since);
}
