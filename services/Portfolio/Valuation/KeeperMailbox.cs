using System.Collections.Concurrent;
using System.Text.Json;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Portfolio.Valuation;

/// <summary>What came since the keeper last looked. Prices are conflated: only the last of each asset waits.</summary>
internal sealed class KeeperMailbox : IDisposable
{
    private readonly ConcurrentDictionary<AssetId, PriceValue> prices = new();
    private readonly ConcurrentDictionary<TenantId, bool> grown = new();
    private int priced;
    private readonly ConcurrentQueue<ProvisionalFill> fills = new();
    private readonly SemaphoreSlim bell = new(0, 1);
    private readonly SemaphoreSlim priceBell = new(0, 1);

    public void AddPrices(ReadOnlyMemory<byte> payload)
    {
        foreach (var price in JsonSerializer.Deserialize(payload.Span, LiveJson.Default.PriceValueArray) ?? []) prices[price.Asset] = price;
        Ring(priceBell);
    }

    /// <summary>Takes a price as it was stored; one heard since the keeper listens is at least as new and stays.</summary>
    public void AddStored(PriceValue price)
    {
        prices.TryAdd(price.Asset, price);
        Ring(priceBell);
    }

    public void AddGrown(TenantId tenant)
    {
        grown[tenant] = true;
        Ring(bell);
    }

    /// <summary>There are new reference prices, or will be in a moment.</summary>
    public void AddPriced(ReadOnlyMemory<byte> payload) => Interlocked.Exchange(ref priced, 1);

    public bool TakePriced() => Interlocked.Exchange(ref priced, 0) == 1;

    public void AddFill(ReadOnlyMemory<byte> payload)
    {
        if (JsonSerializer.Deserialize(payload.Span, LiveJson.Default.ProvisionalFill) is not { } fill) return;
        fills.Enqueue(fill);
        Ring(bell);
    }

    /// <summary>Until prices came.</summary>
    public Task WaitForPricesAsync(CancellationToken cancellationToken) => priceBell.WaitAsync(cancellationToken);

    /// <summary>Until anything else came, or so long.</summary>
    public Task<bool> WaitAsync(TimeSpan longest, CancellationToken cancellationToken) => bell.WaitAsync(longest, cancellationToken);

    public List<PriceValue> TakePrices()
    {
        var taken = new List<PriceValue>(prices.Count);
        foreach (var asset in prices.Keys)
            if (prices.TryRemove(asset, out var price)) taken.Add(price);
        return taken;
    }

    public List<TenantId> TakeGrown() => [.. grown.Keys.Where(t => grown.TryRemove(t, out _))];

    public IEnumerable<ProvisionalFill> TakeFills()
    {
        while (fills.TryDequeue(out var fill)) yield return fill;
    }

    public void Dispose()
    {
        bell.Dispose();
        priceBell.Dispose();
    }

    private static void Ring(SemaphoreSlim bell)
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
