using PortfolioPlatform.GraphQL.Language;
using PortfolioPlatform.GraphQL.Types;

namespace PortfolioPlatform.GraphQL.Execution;

/// <summary>Merges the selections of an operation (spec, section 6.3.2) once, for given answers to its @skip and @include.</summary>
internal sealed class PlanCompiler(Schema schema, DocumentNode document, IReadOnlyDictionary<string, bool> conditions)
{
    private static readonly IReadOnlyDictionary<string, object?> NoVariables = new Dictionary<string, object?>(StringComparer.Ordinal);

    private readonly Dictionary<string, FragmentNode> _fragments = document.Definitions.OfType<FragmentNode>().ToDictionary(f => f.Name.Value, StringComparer.Ordinal);

    private int _fields;

    public SelectionPlan Compile(ObjectType type, IEnumerable<SelectionSetNode> sets)
    {
        var groups = new OrderedDictionary<string, List<FieldNode>>(StringComparer.Ordinal);
        var visited = new HashSet<string>(StringComparer.Ordinal);
        foreach (var set in sets) Collect(set, type, groups, visited);
        var fields = new List<FieldPlan>(groups.Count);
        foreach (var nodes in groups.Values)
            if (schema.Field(type, nodes[0].Name.Value) is { } definition) fields.Add(Field(definition, [.. nodes]));
        return new SelectionPlan(type, [.. fields]);
    }

    private FieldPlan Field(FieldDefinition definition, FieldNode[] nodes)
    {
        var index = Interlocked.Increment(ref _fields) - 1;
        var arguments = Constant(definition, nodes[0]);
        if (definition.Type.Named is not CompositeType composite)
            return new FieldPlan(definition, nodes, index, !definition.IsLater) { Arguments = arguments };
        var sets = nodes.Select(n => n.SelectionSet).OfType<SelectionSetNode>().ToArray();
        if (composite is not ObjectType type)
            return new FieldPlan(definition, nodes, index, !schema.HasAsync) { Arguments = arguments, Compile = t => Compile(t, sets) };
        var only = Compile(type, sets);
        return new FieldPlan(definition, nodes, index, !definition.IsLater && only.IsPure) { Arguments = arguments, Only = only };
    }

    private static ArgumentValues? Constant(FieldDefinition definition, FieldNode node)
    {
        if (definition.Arguments.Count == 0) return ArgumentValues.None;
        if (node.Arguments.Any(a => HasVariable(a.Value))) return null;
        return ArgumentCoercion.Coerce(definition, node, NoVariables, out var values) is null ? values : null;
    }

    private static bool HasVariable(ValueNode value) => value switch
    {
        VariableNode => true,
        ListValueNode l => l.Values.Any(HasVariable),
        ObjectValueNode o => o.Fields.Any(f => HasVariable(f.Value)),
        _ => false,
    };

    private void Collect(SelectionSetNode set, ObjectType type, OrderedDictionary<string, List<FieldNode>> groups, HashSet<string> visited)
    {
        foreach (var selection in set.Selections)
        {
            if (!Conditions.Holds(selection, conditions)) continue;
            if (selection is FieldNode field)
            {
                if (!groups.TryGetValue(field.ResponseName, out var nodes)) groups.Add(field.ResponseName, nodes = []);
                nodes.Add(field);
            }
            else if (selection is InlineFragmentNode inline)
            {
                if (Applies(inline.TypeCondition, type)) Collect(inline.SelectionSet, type, groups, visited);
            }
            else if (selection is FragmentSpreadNode spread && visited.Add(spread.Name.Value)
                && _fragments.TryGetValue(spread.Name.Value, out var fragment) && Applies(fragment.TypeCondition, type)) Collect(fragment.SelectionSet, type, groups, visited);
        }
    }

    private bool Applies(NamedTypeNode? condition, ObjectType type) =>
        condition is null || condition.Name.Value == type.Name || (schema.Type(condition.Name.Value) is CompositeType wanted && schema.IsSubType(wanted, type));
}
