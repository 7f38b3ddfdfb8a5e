namespace PortfolioPlatform.GraphQL.Language;

/// <summary>A type where it is used.</summary>
public abstract class TypeNode(TextSpan span) : SyntaxNode(span);

/// <summary>A type by its name.</summary>
public sealed class NamedTypeNode(NameNode name, TextSpan span) : TypeNode(span)
{
    public NameNode Name => name;
}

/// <summary>A list of a type.</summary>
public sealed class ListTypeNode(TypeNode inner, TextSpan span) : TypeNode(span)
{
    public TypeNode Inner => inner;
}

/// <summary>A type without null.</summary>
public sealed class NonNullTypeNode(TypeNode inner, TextSpan span) : TypeNode(span)
{
    public TypeNode Inner => inner;
}
