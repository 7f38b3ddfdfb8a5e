using PortfolioPlatform.GraphQL.Language;
using PortfolioPlatform.GraphQL.Types;

namespace PortfolioPlatform.GraphQL.Validation;

/// <summary>The types at the place a walk has reached; null where the document names what the schema does not have.</summary>
internal sealed class TypeScope
{
    public CompositeType? Parent { get; init; }

    public GraphType? Output { get; init; }

    public FieldDefinition? Field { get; init; }

    public DirectiveType? Directive { get; init; }

    public InputValue? Argument { get; init; }

    public GraphType? Input { get; init; }

    public GraphType? ParentInput { get; init; }

    /// <summary>The place has a default of its own.</summary>
    public bool HasDefault { get; init; }

    /// <summary>What kind of place a directive stands at.</summary>
    public string Location { get; init; } = "";

    /// <summary>Inside a directive's arguments.</summary>
    public bool InDirective { get; init; }
}

/// <summary>Told of every node on the way down and up.</summary>
internal interface INodeVisitor
{
    void Enter(SyntaxNode node, TypeScope scope);

    void Leave(SyntaxNode node, TypeScope scope);
}
