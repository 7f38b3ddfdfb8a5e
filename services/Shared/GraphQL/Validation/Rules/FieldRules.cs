using PortfolioPlatform.GraphQL.Language;

namespace PortfolioPlatform.GraphQL.Validation.Rules;

/// <summary>Fields exist on the type they are asked of (5.3.1).</summary>
internal sealed class FieldsOnCorrectType(ValidationContext context) : ValidationRule(context)
{
    public override void Enter(SyntaxNode node, TypeScope scope)
    {
        if (node is FieldNode field && scope.Parent is { } parent && scope.Field is null)
            Context.Report($"Cannot query field \"{field.Name}\" on type \"{parent}\".", node);
    }
}

/// <summary>Leaves have no selection, all others have one (5.3.3).</summary>
internal sealed class ScalarLeafs(ValidationContext context) : ValidationRule(context)
{
    public override void Enter(SyntaxNode node, TypeScope scope)
    {
        if (node is not FieldNode field || scope.Output is not { } type) return;
        if (type.IsLeaf && field.SelectionSet is not null)
            Context.Report($"Field \"{field.Name}\" must not have a selection since type \"{type}\" has no subfields.", field.SelectionSet);
        else if (!type.IsLeaf && field.SelectionSet is null)
            Context.Report($"Field \"{field.Name}\" of type \"{type}\" must have a selection of subfields. Did you mean \"{field.Name} {{ ... }}\"?", field);
    }
}

/// <summary>Introspection does not go round in its own lists: a short query must not make an endless answer.</summary>
internal sealed class MaxIntrospectionDepth(ValidationContext context) : ValidationRule(context)
{
    private const int MaxLists = 3;
    private bool _found;

    public override void Enter(SyntaxNode node, TypeScope scope)
    {
        if (_found || node is not FieldNode { Name.Value: "__schema" or "__type" } field) return;
        if (!IsDeep(field, 0, new Dictionary<string, int>(StringComparer.Ordinal))) return;
        Context.Report("Maximum introspection depth exceeded", field);
        _found = true;
    }

    public override void Leave(SyntaxNode node, TypeScope scope)
    {
        if (node is FieldNode { Name.Value: "__schema" or "__type" }) _found = false;
    }

    private bool IsDeep(SelectionNode node, int depth, Dictionary<string, int> visited)
    {
        if (node is FragmentSpreadNode spread)
        {
            var name = spread.Name.Value;
            if (Context.Fragment(name) is not { } fragment || (visited.TryGetValue(name, out var before) && before >= depth)) return false;
            visited[name] = depth;
            return fragment.SelectionSet.Selections.Any(s => IsDeep(s, depth, visited));
        }
        if (node is FieldNode { Name.Value: "fields" or "interfaces" or "possibleTypes" or "inputFields" } && ++depth >= MaxLists) return true;
        var set = (node as FieldNode)?.SelectionSet ?? (node as InlineFragmentNode)?.SelectionSet;
        return set is not null && set.Selections.Any(s => IsDeep(s, depth, visited));
    }
}
