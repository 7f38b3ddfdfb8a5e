namespace PortfolioPlatform.GraphQL.DataLoading;

/// <summary>Loads values by key, many keys at once; a key is loaded once a request.</summary>
public abstract class BatchDataLoader<TKey, TValue>(IBatchScheduler scheduler)
    where TKey : notnull
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TKey, TaskCompletionSource<TValue?>> _known = [];
    private List<TKey> _waiting = [];

    /// <summary>Keys a batch has at most.</summary>
    protected virtual int MaxBatchSize => 1000;

    /// <summary>The value of a key; default if there is none.</summary>
    public Task<TValue?> LoadAsync(TKey key, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            if (_known.TryGetValue(key, out var known)) return known.Task.WaitAsync(cancellationToken);
            var source = new TaskCompletionSource<TValue?>(TaskCreationOptions.RunContinuationsAsynchronously);
            _known.Add(key, source);
            _waiting.Add(key);
            if (_waiting.Count == 1) scheduler.Schedule(() => _ = SendAsync(cancellationToken));
            return source.Task;
        }
    }

    /// <summary>Loads the values of keys; keys without a value are left out.</summary>
    protected abstract Task<IReadOnlyDictionary<TKey, TValue>> LoadBatchAsync(IReadOnlyList<TKey> keys, CancellationToken cancellationToken);

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        List<TKey> keys;
        lock (_lock) (keys, _waiting) = (_waiting, []);
        foreach (var batch in keys.Chunk(MaxBatchSize))
        {
            try
            {
                var values = await LoadBatchAsync(batch, cancellationToken);
                foreach (var key in batch) Source(key).TrySetResult(values.TryGetValue(key, out var value) ? value : default);
            }
            catch (Exception e)
            {
                foreach (var key in batch) Source(key).TrySetException(e);
            }
        }
    }

    private TaskCompletionSource<TValue?> Source(TKey key)
    {
        lock (_lock) return _known[key];
    }
}
