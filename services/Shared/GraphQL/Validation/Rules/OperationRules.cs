using PortfolioPlatform.GraphQL.Language;
using PortfolioPlatform.GraphQL.Types;

namespace PortfolioPlatform.GraphQL.Validation.Rules;

/// <summary>Only operations and fragments can be executed (5.1.1).</summary>
internal sealed class ExecutableDefinitions(ValidationContext context) : ValidationRule(context)
{
    public override void Enter(SyntaxNode node, TypeScope scope)
    {
        if (node is not DocumentNode document) return;
        foreach (var definition in document.Definitions.Where(d => d is not (OperationNode or FragmentNode)))
            Context.Report($"The {NameOf(definition)} definition is not executable.", definition);
    }

    private static string NameOf(DefinitionNode definition) => definition switch
    {
        TypeDefinitionNode t => $"\"{t.Name}\"",
        DirectiveDefinitionNode d => $"\"{d.Name}\"",
        _ => "schema",
    };
}

/// <summary>Operations have different names (5.2.1.1).</summary>
internal sealed class UniqueOperationNames(ValidationContext context) : ValidationRule(context)
{
    private readonly Dictionary<string, NameNode> _known = new(StringComparer.Ordinal);

    public override void Enter(SyntaxNode node, TypeScope scope)
    {
        if (node is OperationNode { Name: { } name } && !_known.TryAdd(name.Value, name))
            Context.Report($"There can be only one operation named \"{name}\".", _known[name.Value], name);
    }
}

/// <summary>An operation without name stands alone (5.2.2.1).</summary>
internal sealed class LoneAnonymousOperation(ValidationContext context) : ValidationRule(context)
{
    public override void Enter(SyntaxNode node, TypeScope scope)
    {
        if (node is OperationNode { Name: null } && Context.Document.Definitions.OfType<OperationNode>().Count() > 1)
            Context.Report("This anonymous operation must be the only defined operation.", node);
    }
}

/// <summary>A subscription has one root field, which is not introspection (5.2.3.1).</summary>
internal sealed class SingleFieldSubscriptions(ValidationContext context) : ValidationRule(context)
{
    public override void Enter(SyntaxNode node, TypeScope scope)
    {
        if (node is not OperationNode { Kind: OperationKind.Subscription } operation || Context.Schema.SubscriptionType is not { } type) return;
        var fields = new OrderedDictionary<string, List<FieldNode>>(StringComparer.Ordinal);
        Collect(operation.SelectionSet, type, fields, new HashSet<string>(StringComparer.Ordinal));
        var subject = operation.Name is null ? "Anonymous Subscription" : $"Subscription \"{operation.Name}\"";
        if (fields.Count > 1) Context.Report($"{subject} must select only one top level field.", fields.Values.Skip(1).SelectMany(f => f));
        foreach (var group in fields.Values.Where(f => f[0].Name.Value.StartsWith("__", StringComparison.Ordinal)))
            Context.Report($"{subject} must not select an introspection top level field.", group);
    }

    private void Collect(SelectionSetNode set, ObjectType type, OrderedDictionary<string, List<FieldNode>> fields, HashSet<string> visited)
    {
        foreach (var selection in set.Selections.Where(s => !IsExcluded(s)))
        {
            if (selection is FieldNode field)
            {
                if (!fields.TryGetValue(field.ResponseName, out var group)) fields.Add(field.ResponseName, group = []);
                group.Add(field);
            }
            else if (selection is InlineFragmentNode inline)
            {
                if (Applies(inline.TypeCondition, type)) Collect(inline.SelectionSet, type, fields, visited);
            }
            else if (selection is FragmentSpreadNode spread && visited.Add(spread.Name.Value)
                && Context.Fragment(spread.Name.Value) is { } fragment && Applies(fragment.TypeCondition, type)) Collect(fragment.SelectionSet, type, fields, visited);
        }
    }

    private bool Applies(NamedTypeNode? condition, ObjectType type) =>
        condition is null || (Context.Schema.Type(condition.Name.Value) is CompositeType wanted && Context.Schema.PossibleTypes(wanted).Contains(type));

    /// <summary>By a literal; what a variable will say is not known yet. Of a directive that stands there twice, which is an error of its own, the first counts.</summary>
    private static bool IsExcluded(SelectionNode selection) => selection.Directives.DistinctBy(d => d.Name.Value).Any(d =>
        d.Name.Value is "skip" or "include" && d.Arguments.FirstOrDefault(a => a.Name.Value == "if")?.Value is BooleanValueNode b && b.Value == (d.Name.Value == "skip"));
}
