using PortfolioPlatform.GraphQL.Language;

namespace PortfolioPlatform.GraphQL.Types;

/// <summary>An argument, or a field of an input object.</summary>
public sealed class InputValue(string name, GraphType type)
{
    public string Name => name;

    public GraphType Type { get; internal set; } = type;

    public string? Description { get; internal set; }

    public string? DeprecationReason { get; internal set; }

    /// <summary>The default as it was written.</summary>
    public ValueNode? DefaultValue { get; internal set; }

    /// <summary>A caller has to give it: without null and without default.</summary>
    public bool IsRequired => Type is NonNullType && DefaultValue is null;
}
