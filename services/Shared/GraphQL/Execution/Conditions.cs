using PortfolioPlatform.GraphQL.Language;

namespace PortfolioPlatform.GraphQL.Execution;

/// <summary>@skip and @include.</summary>
internal static class Conditions
{
    /// <summary>The variables that decide what is selected, in a document.</summary>
    public static IReadOnlyList<string> Variables(DocumentNode document)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var definition in document.Definitions)
            if (((definition as OperationNode)?.SelectionSet ?? (definition as FragmentNode)?.SelectionSet) is { } set) Collect(set, names);
        return [.. names];
    }

    public static bool Holds(SelectionNode node, IReadOnlyDictionary<string, bool> variables)
    {
        foreach (var directive in node.Directives)
        {
            if (directive.Name.Value is not ("skip" or "include")) continue;
            var value = directive.Arguments[0].Value;
            var holds = value is VariableNode v ? variables.GetValueOrDefault(v.Name.Value) : ((BooleanValueNode)value).Value;
            if (holds == (directive.Name.Value == "skip")) return false;
        }
        return true;
    }

    private static void Collect(SelectionSetNode set, SortedSet<string> names)
    {
        foreach (var selection in set.Selections)
        {
            foreach (var directive in selection.Directives)
                if (directive.Name.Value is "skip" or "include" && directive.Arguments is [{ Value: VariableNode v }]) names.Add(v.Name.Value);
            if (((selection as FieldNode)?.SelectionSet ?? (selection as InlineFragmentNode)?.SelectionSet) is { } inner) Collect(inner, names);
        }
    }
}
