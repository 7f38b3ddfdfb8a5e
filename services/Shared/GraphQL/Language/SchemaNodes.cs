namespace PortfolioPlatform.GraphQL.Language;

/// <summary>What kind of type a definition defines.</summary>
public enum TypeDefinitionKind
{
    Scalar,
    Object,
    Interface,
    Union,
    Enum,
    Input,
}

/// <summary>The schema definition or an extension of it.</summary>
public sealed class SchemaNode(
    StringValueNode? description, IReadOnlyList<DirectiveNode> directives, IReadOnlyList<(OperationKind Kind, NamedTypeNode Type)> operations, bool isExtension, TextSpan span)
    : DefinitionNode(span)
{
    public StringValueNode? Description => description;
    public IReadOnlyList<DirectiveNode> Directives => directives;
    public IReadOnlyList<(OperationKind Kind, NamedTypeNode Type)> Operations => operations;
    public bool IsExtension => isExtension;
}

/// <summary>A type's definition or an extension of it; only the parts of its kind are filled.</summary>
public sealed class TypeDefinitionNode(TypeDefinitionKind kind, NameNode name, bool isExtension, TextSpan span) : DefinitionNode(span)
{
    public TypeDefinitionKind Kind => kind;
    public NameNode Name => name;
    public bool IsExtension => isExtension;
    public StringValueNode? Description { get; init; }
    public IReadOnlyList<NamedTypeNode> Interfaces { get; init; } = [];
    public IReadOnlyList<DirectiveNode> Directives { get; init; } = [];
    public IReadOnlyList<FieldDefinitionNode> Fields { get; init; } = [];
    public IReadOnlyList<InputValueNode> InputFields { get; init; } = [];
    public IReadOnlyList<NamedTypeNode> Members { get; init; } = [];
    public IReadOnlyList<EnumValueDefinitionNode> Values { get; init; } = [];
}

/// <summary>A field of an object or interface.</summary>
public sealed class FieldDefinitionNode(
    StringValueNode? description, NameNode name, IReadOnlyList<InputValueNode> arguments, TypeNode type, IReadOnlyList<DirectiveNode> directives, TextSpan span)
    : SyntaxNode(span)
{
    public StringValueNode? Description => description;
    public NameNode Name => name;
    public IReadOnlyList<InputValueNode> Arguments => arguments;
    public TypeNode Type => type;
    public IReadOnlyList<DirectiveNode> Directives => directives;
}

/// <summary>An argument or a field of an input.</summary>
public sealed class InputValueNode(
    StringValueNode? description, NameNode name, TypeNode type, ValueNode? defaultValue, IReadOnlyList<DirectiveNode> directives, TextSpan span)
    : SyntaxNode(span)
{
    public StringValueNode? Description => description;
    public NameNode Name => name;
    public TypeNode Type => type;
    public ValueNode? DefaultValue => defaultValue;
    public IReadOnlyList<DirectiveNode> Directives => directives;
}

/// <summary>A value of an enum.</summary>
public sealed class EnumValueDefinitionNode(StringValueNode? description, NameNode name, IReadOnlyList<DirectiveNode> directives, TextSpan span) : SyntaxNode(span)
{
    public StringValueNode? Description => description;
    public NameNode Name => name;
    public IReadOnlyList<DirectiveNode> Directives => directives;
}

/// <summary>A directive's definition.</summary>
public sealed class DirectiveDefinitionNode(
    StringValueNode? description, NameNode name, IReadOnlyList<InputValueNode> arguments, bool isRepeatable, IReadOnlyList<NameNode> locations, TextSpan span)
    : DefinitionNode(span)
{
    public StringValueNode? Description => description;
    public NameNode Name => name;
    public IReadOnlyList<InputValueNode> Arguments => arguments;
    public bool IsRepeatable => isRepeatable;
    public IReadOnlyList<NameNode> Locations => locations;
}
