namespace PortfolioPlatform.GraphQL.DataLoading;

/// <summary>Loads values by key, many keys at once; a key is loaded once a request.</summary>
public abstract class BatchDataLoader<TKey, TValue>(IBatchScheduler scheduler) : IOfRequest
    where TKey : notnull
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TKey, TaskCompletionSource<TValue?>> _known = [];
    private List<TKey> _waiting = [];

    /// <summary>The request's one of a class.</summary>
    protected T OfRequest<T>()
        where T : class, IOfRequest => scheduler.Get<T>();

    /// <summary>Keys a batch has at most.</summary>
    protected virtual int MaxBatchSize => 1000;

    /// <summary>The value of a key; default if there is none.</summary>
    public Task<TValue?> LoadAsync(TKey key, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            if (_known.TryGetValue(key, out var known)) return known.Task.WaitAsync(cancellationToken);
            // Goes on where the answer came in: fields report to the executor's queue, so a turn of the thread pool for each would be for nothing.
            var source = new TaskCompletionSource<TValue?>();
            _known.Add(key, source);
            _waiting.Add(key);
            if (_waiting.Count == 1) scheduler.Schedule(() => _ = SendAsync(cancellationToken));
            return source.Task;
        }
    }

    /// <summary>Takes a value that became known otherwise; one that was asked for already stays.</summary>
    public void Prime(TKey key, TValue value)
    {
        lock (_lock)
        {
            if (_known.ContainsKey(key)) return;
            var source = new TaskCompletionSource<TValue?>();
            source.SetResult(value);
            _known.Add(key, source);
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
