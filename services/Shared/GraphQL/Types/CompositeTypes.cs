namespace PortfolioPlatform.GraphQL.Types;

/// <summary>A type with fields below it: object, interface or union.</summary>
public abstract class CompositeType(string name) : NamedType(name)
{
    private static readonly OrderedDictionary<string, FieldDefinition> None = new(StringComparer.Ordinal);

    /// <summary>Fields by name, in the order they were defined; empty for unions.</summary>
    public virtual OrderedDictionary<string, FieldDefinition> Fields => None;
}

/// <summary>An object or interface.</summary>
public abstract class FieldsType(string name) : CompositeType(name)
{
    public override OrderedDictionary<string, FieldDefinition> Fields { get; } = new(StringComparer.Ordinal);

    public IList<InterfaceType> Interfaces { get; } = [];
}

/// <summary>An object.</summary>
public sealed class ObjectType(string name) : FieldsType(name);

/// <summary>An interface.</summary>
public sealed class InterfaceType(string name) : FieldsType(name);

/// <summary>A union.</summary>
public sealed class UnionType(string name) : CompositeType(name)
{
    public IList<ObjectType> Members { get; } = [];
}
