namespace PortfolioPlatform.GraphQL.DataLoading;

/// <summary>Loads lists by key, many keys at once.</summary>
public abstract class GroupedDataLoader<TKey, TValue>(IBatchScheduler scheduler) : BatchDataLoader<TKey, IReadOnlyList<TValue>>(scheduler)
    where TKey : notnull
{
    /// <summary>Loads the values of keys.</summary>
    protected abstract Task<ILookup<TKey, TValue>> LoadGroupedBatchAsync(IReadOnlyList<TKey> keys, CancellationToken cancellationToken);

    /// <inheritdoc/>
    protected sealed override async Task<IReadOnlyDictionary<TKey, IReadOnlyList<TValue>>> LoadBatchAsync(IReadOnlyList<TKey> keys, CancellationToken cancellationToken)
    {
        var groups = await LoadGroupedBatchAsync(keys, cancellationToken);
        return keys.ToDictionary(k => k, k => (IReadOnlyList<TValue>)[.. groups[k]]);
    }
}
