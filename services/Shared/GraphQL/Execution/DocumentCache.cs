using System.Collections.Concurrent;

namespace PortfolioPlatform.GraphQL.Execution;

/// <summary>Values by text, bounded: a full generation becomes the old one, and what is not asked for again goes with it.</summary>
internal sealed class DocumentCache<T>(int capacity)
    where T : class
{
    private ConcurrentDictionary<string, T> _young = new(StringComparer.Ordinal);
    private ConcurrentDictionary<string, T> _old = new(StringComparer.Ordinal);
    private int _count;

    public T? Find(string key)
    {
        if (_young.TryGetValue(key, out var value)) return value;
        if (!_old.TryGetValue(key, out value)) return null;
        Add(key, value);
        return value;
    }

    public void Add(string key, T value)
    {
        if (!_young.TryAdd(key, value) || Interlocked.Increment(ref _count) < capacity) return;
        _old = _young;
        _young = new ConcurrentDictionary<string, T>(StringComparer.Ordinal);
        _count = 0;
    }
}
