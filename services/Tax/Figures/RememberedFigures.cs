using System.Collections.Concurrent;

namespace PortfolioPlatform.Tax.Figures;

/// <summary>What was made of one state of a ledger: each figure once, however many ask for it at once; bounded.</summary>
internal sealed class RememberedFigures
{
    private const int Most = 64;
    private readonly ConcurrentDictionary<string, Lazy<Task<object>>> _made = new(StringComparer.Ordinal);

    /// <summary>The figure of a name, made when nobody asked for it before.</summary>
    public T Once<T>(string name, Func<T> make)
        where T : class
    {
        if (_made.Count >= Most && !_made.ContainsKey(name)) _made.Clear();
        // Whoever comes second waits as for a task: a thread that a lock blocks is one that nobody else can use.
        return (T)_made.GetOrAdd(name, _ => new(() => Task.Run<object>(make))).Value.GetAwaiter().GetResult();
    }
}
