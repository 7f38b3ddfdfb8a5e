using PortfolioPlatform.GraphQL.Language;

namespace PortfolioPlatform.GraphQL.Types;

/// <summary>A schema as text, in the form of the reference implementation: types by name, built-in ones left out.</summary>
public static class SchemaPrinter
{
    public static string Print(Schema schema)
    {
        var directives = schema.Directives.Values.Where(d => !DirectiveType.Specified.Any(s => s.Name == d.Name)).Select(Directive);
        var types = schema.Types.Values
            .Where(t => !t.Name.StartsWith("__", StringComparison.Ordinal) && !Scalars.Specified.Contains(t))
            .OrderBy(t => t.Name, StringComparer.Ordinal).Select(Type);
        return string.Join("\n\n", Roots(schema).Concat(directives).Concat(types)) + "\n";
    }

    private static IEnumerable<string> Roots(Schema schema)
    {
        var common = schema.QueryType.Name == "Query" && schema.MutationType?.Name is null or "Mutation" && schema.SubscriptionType?.Name is null or "Subscription";
        if (common && schema.Description is null) yield break;
        string[] lines =
        [
            $"  query: {schema.QueryType}",
            .. schema.MutationType is { } m ? [$"  mutation: {m}"] : Array.Empty<string>(),
            .. schema.SubscriptionType is { } s ? [$"  subscription: {s}"] : Array.Empty<string>(),
        ];
        yield return $"{Description(schema.Description)}schema {{\n{string.Join('\n', lines)}\n}}";
    }

    private static string Type(NamedType type) => Description(type.Description) + type switch
    {
        ScalarType s => $"scalar {s}{(s.SpecifiedByUrl is { } url ? $" @specifiedBy(url: {Printer.QuotedString(url)})" : "")}",
        ObjectType o => $"type {o}{Interfaces(o)}{Fields(o)}",
        InterfaceType i => $"interface {i}{Interfaces(i)}{Fields(i)}",
        UnionType u => $"union {u} = {string.Join(" | ", u.Members)}",
        EnumType e => $"enum {e} {{\n{Lines(e.Members.Values.Select(v => (v.Description, v.Name + Deprecated(v.DeprecationReason))))}\n}}",
        InputObjectType i => $"input {i}{(i.IsOneOf ? " @oneOf" : "")} {{\n{Lines(i.Fields.Values.Select(f => (f.Description, Input(f))))}\n}}",
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    private static string Interfaces(FieldsType type) => type.Interfaces.Count == 0 ? "" : $" implements {string.Join(" & ", type.Interfaces)}";

    private static string Fields(FieldsType type) =>
        $" {{\n{Lines(type.Fields.Values.Select(f => (f.Description, $"{f.Name}{Arguments(f.Arguments, "  ")}: {f.Type}{Deprecated(f.DeprecationReason)}")))}\n}}";

    private static string Lines(IEnumerable<(string? Description, string Text)> members) =>
        string.Join('\n', members.Select((m, i) => (i > 0 && m.Description is not null ? "\n" : "") + Description(m.Description, "  ") + "  " + m.Text));

    private static string Arguments(IReadOnlyList<InputValue> arguments, string indent)
    {
        if (arguments.Count == 0) return "";
        if (arguments.All(a => a.Description is null)) return $"({string.Join(", ", arguments.Select(Input))})";
        var lines = arguments.Select((a, i) => (i > 0 && a.Description is not null ? "\n" : "") + Description(a.Description, indent + "  ") + indent + "  " + Input(a));
        return $"(\n{string.Join('\n', lines)}\n{indent})";
    }

    private static string Input(InputValue value) =>
        $"{value.Name}: {value.Type}{(value.DefaultValue is { } d ? $" = {Printer.Print(d)}" : "")}{Deprecated(value.DeprecationReason)}";

    private static string Directive(DirectiveType d) =>
        $"{Description(d.Description)}directive @{d.Name}{Arguments(d.Arguments, "")}{(d.IsRepeatable ? " repeatable" : "")} on {string.Join(" | ", d.Locations)}";

    private static string Deprecated(string? reason) =>
        reason is null ? "" : reason == "No longer supported" ? " @deprecated" : $" @deprecated(reason: {Printer.QuotedString(reason)})";

    private static string Description(string? text, string indent = "") =>
        text is null ? "" : indent + Printer.BlockString(text).Replace("\n", "\n" + indent, StringComparison.Ordinal) + "\n";
}
