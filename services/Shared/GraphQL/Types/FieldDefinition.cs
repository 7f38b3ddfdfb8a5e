using PortfolioPlatform.GraphQL.Execution;

namespace PortfolioPlatform.GraphQL.Types;

/// <summary>A field of an object or interface.</summary>
public sealed class FieldDefinition(string name, GraphType type)
{
    private Resolver? _resolve;
    private AsyncResolver? _resolveAsync;
    private Func<Resolver>? _make;
    private Func<AsyncResolver>? _makeAsync;
    private Func<LeafWriter?>? _makeLeaf;

    public string Name => name;

    public GraphType Type { get; internal set; } = type;

    public string? Description { get; internal set; }

    public string? DeprecationReason { get; internal set; }

    public IReadOnlyList<InputValue> Arguments { get; internal set; } = [];

    /// <summary>Answers at once; null if the field answers later or takes the schema's default resolver.</summary>
    public Resolver? Resolve
    {
        get => _resolve ?? (_make is null ? null : _resolve = _make());
        internal set => _resolve = value;
    }

    /// <summary>Answers later.</summary>
    public AsyncResolver? ResolveAsync
    {
        get => _resolveAsync ?? (_makeAsync is null ? null : _resolveAsync = _makeAsync());
        internal set => _resolveAsync = value;
    }

    /// <summary>Writes what a resolver would answer, where it is a plain property; null where it is not.</summary>
    internal LeafWriter? Leaf => _makeLeaf?.Invoke();

    /// <summary>Whether it answers later.</summary>
    internal bool IsLater => _resolveAsync is not null || _makeAsync is not null;

    /// <summary>Opens the events of a field of the subscription root; its resolver answers each of them.</summary>
    public EventSource? Subscribe { get; internal set; }

    /// <summary>The policy a caller must satisfy; empty for "signed in".</summary>
    public string? Policy { get; internal set; }

    /// <summary>What one call costs, before its list size multiplies what is below it.</summary>
    public int Cost { get; internal set; } = 1;

    /// <summary>Rows at most of a list without a size argument.</summary>
    public int AssumedSize { get; internal set; } = 10;

    /// <summary>Its resolver is made when it is first asked for: a schema has hundreds of fields, and the first answer needs a few.</summary>
    internal void ResolveBy(Func<Resolver> make) => _make = make;

    /// <inheritdoc cref="ResolveBy(Func{Resolver})"/>
    internal void ResolveLaterBy(Func<AsyncResolver> make) => _makeAsync = make;

    /// <inheritdoc cref="ResolveBy(Func{Resolver})"/>
    internal void WriteBy(Func<LeafWriter?> make) => _makeLeaf = make;

    public InputValue? Argument(string argument)
    {
        foreach (var a in Arguments)
            if (a.Name == argument) return a;
        return null;
    }
}
