using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Portfolio.Risk.Derivatives;

/// <summary>What came since the keeper last looked. Marks are conflated: only the last of each contract waits.</summary>
internal sealed class DerivativeMailbox : IDisposable
{
    private readonly ConcurrentDictionary<(string Venue, string Contract), MarkValue> marks = new();
    private readonly ConcurrentDictionary<TenantId, bool> told = new();
    private readonly SemaphoreSlim bell = new(0, 1);

    public void AddMark(ReadOnlyMemory<byte> payload)
    {
        if (JsonSerializer.Deserialize(payload.Span, LiveJson.Default.MarkValue) is not { } mark) return;
        marks[(mark.Venue, mark.Contract)] = mark;
        Ring();
    }

    public void AddTold(ReadOnlyMemory<byte> payload)
    {
        if (Guid.TryParse(Encoding.ASCII.GetString(payload.Span), out var tenant)) AddTold(new TenantId(tenant));
    }

    public void AddTold(TenantId tenant)
    {
        told[tenant] = true;
        Ring();
    }

    public Task<bool> WaitAsync(TimeSpan longest, CancellationToken cancellationToken) => bell.WaitAsync(longest, cancellationToken);

    public IReadOnlyList<MarkValue> TakeMarks() => [.. marks.Keys.Select(k => marks.TryRemove(k, out var mark) ? mark : null).OfType<MarkValue>()];

    public IReadOnlyList<TenantId> TakeTold() => [.. told.Keys.Where(t => told.TryRemove(t, out _))];

    public void Dispose() => bell.Dispose();

    private void Ring()
    {
        try
        {
            if (bell.CurrentCount == 0) bell.Release();
        }
        catch (SemaphoreFullException)
        {
            // Somebody rang at the same moment.
        }
    }
}
