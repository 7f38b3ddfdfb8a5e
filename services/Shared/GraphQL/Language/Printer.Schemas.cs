namespace PortfolioPlatform.GraphQL.Language;

/// <summary>The schema definition language.</summary>
public static partial class Printer
{
    private static string Definition(SyntaxNode node) => node switch
    {
        SchemaNode n => Described(n.Description) + (n.IsExtension ? "extend " : "") + Join(
            " ", "schema", Directives(n.Directives), Block(n.Operations.Select(o => $"{Keyword(o.Kind)}: {o.Type.Name}"))),
        TypeDefinitionNode n => Described(n.Description) + (n.IsExtension ? "extend " : "") + TypeDefinition(n),
        FieldDefinitionNode n => $"{Described(n.Description)}{n.Name}{Arguments(n.Arguments)}: {Type(n.Type)}{Wrap(" ", Directives(n.Directives))}",
        InputValueNode n => Described(n.Description) + Join(" ", $"{n.Name}: {Type(n.Type)}", Wrap("= ", Optional(n.DefaultValue)), Directives(n.Directives)),
        EnumValueDefinitionNode n => Described(n.Description) + Join(" ", n.Name.Value, Directives(n.Directives)),
        DirectiveDefinitionNode n => $"{Described(n.Description)}directive @{n.Name}{Arguments(n.Arguments)}{(n.IsRepeatable ? " repeatable" : "")} on {string.Join(" | ", n.Locations)}",
        _ => throw new ArgumentOutOfRangeException(nameof(node)),
    };

    private static string TypeDefinition(TypeDefinitionNode n)
    {
        var interfaces = Wrap("implements ", string.Join(" & ", n.Interfaces.Select(i => i.Name.Value)));
        var members = Wrap("= ", string.Join(" | ", n.Members.Select(m => m.Name.Value)));
        var body = Block(n.Fields.Select(Print).Concat(n.InputFields.Select(Print)).Concat(n.Values.Select(Print)));
        return Join(" ", Keyword(n.Kind), n.Name.Value, interfaces, Directives(n.Directives), body, members);
    }

    private static string Keyword(TypeDefinitionKind kind) => kind switch
    {
        TypeDefinitionKind.Scalar => "scalar",
        TypeDefinitionKind.Object => "type",
        TypeDefinitionKind.Interface => "interface",
        TypeDefinitionKind.Union => "union",
        TypeDefinitionKind.Enum => "enum",
        _ => "input",
    };

    internal static string Keyword(OperationKind kind) => kind switch
    {
        OperationKind.Query => "query",
        OperationKind.Mutation => "mutation",
        _ => "subscription",
    };

    private static string Described(StringValueNode? description) => description is null ? "" : Value(description) + "\n";

    private static string Arguments(IReadOnlyList<InputValueNode> arguments)
    {
        var items = arguments.Select(Print).ToArray();
        return items.Any(i => i.Contains('\n', StringComparison.Ordinal))
            ? $"(\n{Indent(string.Join('\n', items))}\n)"
            : Wrap("(", string.Join(", ", items), ")");
    }
}
