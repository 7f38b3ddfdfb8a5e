using System.Text;

namespace PortfolioPlatform.GraphQL.Language;

/// <summary>Prints documents in the one form the reference implementation prints; reading the print again gives the same document.</summary>
public static partial class Printer
{
    /// <summary>The text of a node.</summary>
    public static string Print(SyntaxNode node) => node switch
    {
        DocumentNode n => string.Join("\n\n", n.Definitions.Select(Print)),
        OperationNode n => Operation(n),
        FragmentNode n => $"fragment {n.Name} on {n.TypeCondition.Name} {Wrap("", Directives(n.Directives), " ")}{Print(n.SelectionSet)}",
        VariableDefinitionNode n => $"{Print(n.Variable)}: {Print(n.Type)}{Wrap(" = ", Optional(n.DefaultValue))}{Wrap(" ", Directives(n.Directives))}",
        SelectionSetNode n => Block(n.Selections.Select(Print)),
        FieldNode n => Field(n),
        FragmentSpreadNode n => $"...{n.Name}{Wrap(" ", Directives(n.Directives))}",
        InlineFragmentNode n => Join(" ", "...", Wrap("on ", n.TypeCondition?.Name.Value ?? ""), Directives(n.Directives), Print(n.SelectionSet)),
        ArgumentNode n => $"{n.Name}: {Print(n.Value)}",
        DirectiveNode n => $"@{n.Name}{Wrap("(", string.Join(", ", n.Arguments.Select(Print)), ")")}",
        ValueNode n => Value(n),
        ObjectFieldNode n => $"{n.Name}: {Print(n.Value)}",
        NameNode n => n.Value,
        TypeNode n => Type(n),
        _ => Definition(node),
    };

    private static string Type(TypeNode node) => node switch
    {
        NamedTypeNode n => n.Name.Value,
        ListTypeNode n => $"[{Type(n.Inner)}]",
        NonNullTypeNode n => $"{Type(n.Inner)}!",
        _ => throw new ArgumentOutOfRangeException(nameof(node)),
    };

    private static string Value(ValueNode node) => node switch
    {
        VariableNode n => $"${n.Name}",
        IntValueNode n => n.Text,
        FloatValueNode n => n.Text,
        StringValueNode n => n.IsBlock ? BlockString(n.Value) : QuotedString(n.Value),
        BooleanValueNode n => n.Value ? "true" : "false",
        NullValueNode => "null",
        EnumValueNode n => n.Value,
        ListValueNode n => $"[{string.Join(", ", n.Values.Select(Value))}]",
        ObjectValueNode n => $"{{{string.Join(", ", n.Fields.Select(Print))}}}",
        _ => throw new ArgumentOutOfRangeException(nameof(node)),
    };

    private static string Operation(OperationNode n)
    {
        var items = n.Variables.Select(Print).ToArray();
        var variables = items.Any(i => i.Contains('\n', StringComparison.Ordinal)) ? $"(\n{string.Join('\n', items)}\n)" : Wrap("(", string.Join(", ", items), ")");
        var keyword = Keyword(n.Kind);
        var prefix = Join(" ", keyword, (n.Name?.Value ?? "") + variables, Directives(n.Directives));
        return (prefix == "query" ? "" : prefix + " ") + Print(n.SelectionSet);
    }

    private static string Field(FieldNode n)
    {
        var prefix = Wrap("", n.Alias?.Value ?? "", ": ") + n.Name.Value;
        var arguments = n.Arguments.Select(Print).ToArray();
        var line = prefix + Wrap("(", string.Join(", ", arguments), ")");
        if (line.Length > 80) line = $"{prefix}(\n{Indent(string.Join('\n', arguments))}\n)";
        return Join(" ", line, Directives(n.Directives), Optional(n.SelectionSet));
    }

    private static string Optional(SyntaxNode? node) => node is null ? "" : Print(node);

    private static string Directives(IReadOnlyList<DirectiveNode> directives) => string.Join(' ', directives.Select(Print));

    private static string Block(IEnumerable<string> lines)
    {
        var text = string.Join('\n', lines);
        return text.Length == 0 ? "" : $"{{\n{Indent(text)}\n}}";
    }

    private static string Join(string separator, params ReadOnlySpan<string> parts)
    {
        var builder = new StringBuilder();
        foreach (var part in parts)
        {
            if (part.Length == 0) continue;
            if (builder.Length > 0) builder.Append(separator);
            builder.Append(part);
        }
        return builder.ToString();
    }

    private static string Wrap(string before, string text, string after = "") => text.Length == 0 ? "" : before + text + after;

    private static string Indent(string text) => "  " + text.Replace("\n", "\n  ", StringComparison.Ordinal);
}
