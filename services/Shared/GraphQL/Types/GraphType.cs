namespace PortfolioPlatform.GraphQL.Types;

/// <summary>A type of a schema: named, or a list or non-null of one.</summary>
public abstract class GraphType
{
    /// <summary>The type inside all lists and non-nulls.</summary>
    public abstract NamedType Named { get; }

    /// <summary>The type without its outermost non-null.</summary>
    public virtual GraphType Nullable => this;

    public bool IsInput => Named is ScalarType or EnumType or InputObjectType;

    public bool IsOutput => Named is not InputObjectType;

    public bool IsLeaf => Named is ScalarType or EnumType;

    /// <summary>Same shape and names; named types are unique in a schema.</summary>
    public bool IsSame(GraphType other) => (this, other) switch
    {
        (NonNullType a, NonNullType b) => a.Inner.IsSame(b.Inner),
        (ListType a, ListType b) => a.Inner.IsSame(b.Inner),
        _ => ReferenceEquals(this, other),
    };
}

/// <summary>A list.</summary>
public sealed class ListType(GraphType inner) : GraphType
{
    public GraphType Inner => inner;

    public override NamedType Named => inner.Named;

    public override string ToString() => $"[{inner}]";
}

/// <summary>A type without null.</summary>
public sealed class NonNullType(GraphType inner) : GraphType
{
    public GraphType Inner => inner;

    public override NamedType Named => inner.Named;

    public override GraphType Nullable => inner;

    public override string ToString() => $"{inner}!";
}

/// <summary>A type with a name.</summary>
public abstract class NamedType(string name) : GraphType
{
    public string Name => name;

    public string? Description { get; internal set; }

    /// <summary>The class or struct of the program this type stands for, if it was made from one.</summary>
    public Type? ClrType { get; internal set; }

    public override NamedType Named => this;

    public override string ToString() => name;
}
