using PortfolioPlatform.GraphQL.Execution;

namespace PortfolioPlatform.GraphQL.Types;

/// <summary>A field of an object or interface.</summary>
public sealed class FieldDefinition(string name, GraphType type)
{
    public string Name => name;

    public GraphType Type { get; internal set; } = type;

    public string? Description { get; internal set; }

    public string? DeprecationReason { get; internal set; }

    public IReadOnlyList<InputValue> Arguments { get; internal set; } = [];

    /// <summary>Answers at once; null if the field answers later or takes the schema's default resolver.</summary>
    public Resolver? Resolve { get; internal set; }

    /// <summary>Answers later.</summary>
    public AsyncResolver? ResolveAsync { get; internal set; }

    /// <summary>Opens the events of a field of the subscription root; its resolver answers each of them.</summary>
    public EventSource? Subscribe { get; internal set; }

    /// <summary>The policy a caller must satisfy; empty for "signed in".</summary>
    public string? Policy { get; internal set; }

    /// <summary>What one call costs, before its list size multiplies what is below it.</summary>
    public int Cost { get; internal set; } = 1;

    /// <summary>Rows at most of a list without a size argument.</summary>
    public int AssumedSize { get; internal set; } = 10;

    public InputValue? Argument(string argument)
    {
        foreach (var a in Arguments)
            if (a.Name == argument) return a;
        return null;
    }
}
