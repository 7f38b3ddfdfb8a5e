using System.Collections.Concurrent;

namespace PortfolioPlatform.Platform.GraphQL;

/// <summary>Live values as they were parsed last: they change now and then, requests come between.</summary>
/// <param name="parse">Reads all values of a key.</param>
public sealed class ParsedValues<TKey, T>(Func<IReadOnlyDictionary<string, ReadOnlyMemory<byte>>, T> parse)
    where TKey : notnull
{
    private const int Most = 2000;

    private readonly ConcurrentDictionary<TKey, (IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Values, T Parsed)> _kept = [];

    /// <summary>The values, parsed anew only if one of them is another than before.</summary>
    public T Of(TKey key, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> values)
    {
        if (_kept.TryGetValue(key, out var known) && IsSame(known.Values, values)) return known.Parsed;
        var parsed = parse(values);
        if (_kept.Count >= Most) _kept.Clear();
        _kept[key] = (values, parsed);
        return parsed;
    }

    private static bool IsSame(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> known, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> values)
    {
        if (known.Count != values.Count) return false;
        foreach (var (field, value) in values)
            if (!known.TryGetValue(field, out var old) || (!old.Equals(value) && !old.Span.SequenceEqual(value.Span))) return false;
        return true;
    }
}
