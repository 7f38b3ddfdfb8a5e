namespace PortfolioPlatform.GraphQL.Language;

/// <summary>query, mutation or subscription.</summary>
public enum OperationKind
{
    Query,
    Mutation,
    Subscription,
}

/// <summary>An operation.</summary>
public sealed class OperationNode(
    OperationKind kind, NameNode? name, IReadOnlyList<VariableDefinitionNode> variables, IReadOnlyList<DirectiveNode> directives, SelectionSetNode selectionSet, TextSpan span)
    : DefinitionNode(span)
{
    public OperationKind Kind => kind;
    public NameNode? Name => name;
    public IReadOnlyList<VariableDefinitionNode> Variables => variables;
    public IReadOnlyList<DirectiveNode> Directives => directives;
    public SelectionSetNode SelectionSet => selectionSet;
}

/// <summary>A named fragment.</summary>
public sealed class FragmentNode(NameNode name, NamedTypeNode typeCondition, IReadOnlyList<DirectiveNode> directives, SelectionSetNode selectionSet, TextSpan span)
    : DefinitionNode(span)
{
    public NameNode Name => name;
    public NamedTypeNode TypeCondition => typeCondition;
    public IReadOnlyList<DirectiveNode> Directives => directives;
    public SelectionSetNode SelectionSet => selectionSet;
}

/// <summary>A variable of an operation with its type and default.</summary>
public sealed class VariableDefinitionNode(VariableNode variable, TypeNode type, ValueNode? defaultValue, IReadOnlyList<DirectiveNode> directives, TextSpan span)
    : SyntaxNode(span)
{
    public VariableNode Variable => variable;
    public TypeNode Type => type;
    public ValueNode? DefaultValue => defaultValue;
    public IReadOnlyList<DirectiveNode> Directives => directives;
}

/// <summary>What stands between braces.</summary>
public sealed class SelectionSetNode(IReadOnlyList<SelectionNode> selections, TextSpan span) : SyntaxNode(span)
{
    public IReadOnlyList<SelectionNode> Selections => selections;
}

/// <summary>A field, a spread or an inline fragment.</summary>
public abstract class SelectionNode(IReadOnlyList<DirectiveNode> directives, TextSpan span) : SyntaxNode(span)
{
    public IReadOnlyList<DirectiveNode> Directives => directives;
}

/// <summary>A field asked for.</summary>
public sealed class FieldNode(
    NameNode? alias, NameNode name, IReadOnlyList<ArgumentNode> arguments, IReadOnlyList<DirectiveNode> directives, SelectionSetNode? selectionSet, TextSpan span)
    : SelectionNode(directives, span)
{
    public NameNode? Alias => alias;
    public NameNode Name => name;
    public IReadOnlyList<ArgumentNode> Arguments => arguments;
    public SelectionSetNode? SelectionSet => selectionSet;

    /// <summary>The key in the response: the alias if there is one.</summary>
    public string ResponseName => (alias ?? name).Value;
}

/// <summary>A named fragment spread into a selection.</summary>
public sealed class FragmentSpreadNode(NameNode name, IReadOnlyList<DirectiveNode> directives, TextSpan span) : SelectionNode(directives, span)
{
    public NameNode Name => name;
}

/// <summary>A fragment written in place.</summary>
public sealed class InlineFragmentNode(NamedTypeNode? typeCondition, IReadOnlyList<DirectiveNode> directives, SelectionSetNode selectionSet, TextSpan span)
    : SelectionNode(directives, span)
{
    public NamedTypeNode? TypeCondition => typeCondition;
    public SelectionSetNode SelectionSet => selectionSet;
}

/// <summary>A named value given to a field or directive.</summary>
public sealed class ArgumentNode(NameNode name, ValueNode value, TextSpan span) : SyntaxNode(span)
{
    public NameNode Name => name;
    public ValueNode Value => value;
}

/// <summary>A directive where it is used.</summary>
public sealed class DirectiveNode(NameNode name, IReadOnlyList<ArgumentNode> arguments, TextSpan span) : SyntaxNode(span)
{
    public NameNode Name => name;
    public IReadOnlyList<ArgumentNode> Arguments => arguments;
}
