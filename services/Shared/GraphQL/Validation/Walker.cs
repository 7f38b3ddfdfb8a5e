using PortfolioPlatform.GraphQL.Language;
using PortfolioPlatform.GraphQL.Types;

namespace PortfolioPlatform.GraphQL.Validation;

/// <summary>Walks operations and fragments in document order, knowing the types at every place.</summary>
internal sealed class Walker(Schema schema, INodeVisitor visitor)
{
    public void Walk(DocumentNode document)
    {
        var scope = new TypeScope();
        visitor.Enter(document, scope);
        foreach (var definition in document.Definitions) Walk(definition);
        visitor.Leave(document, scope);
    }

    public void Walk(DefinitionNode definition)
    {
        if (definition is OperationNode operation) Operation(operation);
        else if (definition is FragmentNode fragment) Fragment(fragment);
    }

    private void Operation(OperationNode node)
    {
        var scope = new TypeScope { Output = schema.Root(node.Kind) };
        visitor.Enter(node, scope);
        foreach (var variable in node.Variables) Variable(variable);
        Directives(node.Directives, scope, Printer.Keyword(node.Kind).ToUpperInvariant());
        Selections(node.SelectionSet, scope);
        visitor.Leave(node, scope);
    }

    private void Fragment(FragmentNode node)
    {
        var type = schema.Type(node.TypeCondition.Name.Value);
        var scope = new TypeScope { Output = type is { IsOutput: true } ? type : null };
        visitor.Enter(node, scope);
        Leaf(node.TypeCondition, scope);
        Directives(node.Directives, scope, "FRAGMENT_DEFINITION");
        Selections(node.SelectionSet, scope);
        visitor.Leave(node, scope);
    }

    private void Variable(VariableDefinitionNode node)
    {
        var type = schema.Resolve(node.Type);
        var scope = new TypeScope { Input = type is { IsInput: true } ? type : null };
        visitor.Enter(node, scope);
        Leaf(node.Variable, scope);
        TypeReference(node.Type, scope);
        if (node.DefaultValue is not null) Value(node.DefaultValue, scope);
        Directives(node.Directives, scope, "VARIABLE_DEFINITION");
        visitor.Leave(node, scope);
    }

    private void TypeReference(TypeNode node, TypeScope scope)
    {
        if (node is ListTypeNode list) TypeReference(list.Inner, scope);
        else if (node is NonNullTypeNode nonNull) TypeReference(nonNull.Inner, scope);
        else Leaf(node, scope);
    }

    private void Selections(SelectionSetNode node, TypeScope outer)
    {
        var scope = new TypeScope { Parent = outer.Output?.Named as CompositeType, Output = outer.Output };
        visitor.Enter(node, scope);
        foreach (var selection in node.Selections)
        {
            if (selection is FieldNode field) Field(field, scope);
            else if (selection is InlineFragmentNode inline) Inline(inline, scope);
            else Spread((FragmentSpreadNode)selection, scope);
        }
        visitor.Leave(node, scope);
    }

    private void Field(FieldNode node, TypeScope outer)
    {
        var definition = outer.Parent is null ? null : schema.Field(outer.Parent, node.Name.Value);
        var scope = new TypeScope { Parent = outer.Parent, Field = definition, Output = definition?.Type };
        visitor.Enter(node, scope);
        foreach (var argument in node.Arguments) Argument(argument, scope, definition?.Arguments);
        Directives(node.Directives, scope, "FIELD");
        if (node.SelectionSet is not null) Selections(node.SelectionSet, scope);
        visitor.Leave(node, scope);
    }

    private void Inline(InlineFragmentNode node, TypeScope outer)
    {
        var type = node.TypeCondition is null ? outer.Output?.Named : schema.Type(node.TypeCondition.Name.Value);
        var scope = new TypeScope { Parent = outer.Parent, Output = type is { IsOutput: true } ? type : null };
        visitor.Enter(node, scope);
        if (node.TypeCondition is not null) Leaf(node.TypeCondition, scope);
        Directives(node.Directives, scope, "INLINE_FRAGMENT");
        Selections(node.SelectionSet, scope);
        visitor.Leave(node, scope);
    }

    private void Spread(FragmentSpreadNode node, TypeScope scope)
    {
        visitor.Enter(node, scope);
        Directives(node.Directives, scope, "FRAGMENT_SPREAD");
        visitor.Leave(node, scope);
    }

    private void Directives(IReadOnlyList<DirectiveNode> nodes, TypeScope outer, string location)
    {
        foreach (var node in nodes)
        {
            var definition = schema.Directives.GetValueOrDefault(node.Name.Value);
            var scope = new TypeScope { Parent = outer.Parent, Field = outer.Field, Directive = definition, Location = location, InDirective = true };
            visitor.Enter(node, scope);
            foreach (var argument in node.Arguments) Argument(argument, scope, definition?.Arguments ?? outer.Field?.Arguments);
            visitor.Leave(node, scope);
        }
    }

    private void Argument(ArgumentNode node, TypeScope outer, IReadOnlyList<InputValue>? definitions)
    {
        var definition = definitions?.FirstOrDefault(d => d.Name == node.Name.Value);
        var scope = new TypeScope
        {
            Parent = outer.Parent,
            Field = outer.Field,
            Directive = outer.Directive,
            InDirective = outer.InDirective,
            Argument = definition,
            Input = definition?.Type,
            HasDefault = definition?.DefaultValue is not null,
        };
        visitor.Enter(node, scope);
        Value(node.Value, scope);
        visitor.Leave(node, scope);
    }

    private void Value(ValueNode node, TypeScope outer)
    {
        if (node is ListValueNode list) List(list, outer);
        else if (node is ObjectValueNode o) Object(o, outer);
        else Leaf(node, outer);
    }

    private void List(ListValueNode node, TypeScope outer)
    {
        var nullable = outer.Input?.Nullable;
        var scope = new TypeScope { Input = nullable is ListType l ? l.Inner : nullable, ParentInput = outer.Input };
        visitor.Enter(node, scope);
        foreach (var item in node.Values) Value(item, scope);
        visitor.Leave(node, scope);
    }

    private void Object(ObjectValueNode node, TypeScope scope)
    {
        visitor.Enter(node, scope);
        var type = scope.Input?.Named as InputObjectType;
        foreach (var field in node.Fields)
        {
            var definition = type?.Fields.GetValueOrDefault(field.Name.Value);
            var inner = new TypeScope { Input = definition?.Type, ParentInput = scope.Input, HasDefault = definition?.DefaultValue is not null };
            visitor.Enter(field, inner);
            Value(field.Value, inner);
            visitor.Leave(field, inner);
        }
        visitor.Leave(node, scope);
    }

    private void Leaf(SyntaxNode node, TypeScope scope)
    {
        visitor.Enter(node, scope);
        visitor.Leave(node, scope);
    }
}
