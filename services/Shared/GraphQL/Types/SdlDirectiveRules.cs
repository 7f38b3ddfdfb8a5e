using PortfolioPlatform.GraphQL.Execution;
using PortfolioPlatform.GraphQL.Language;

namespace PortfolioPlatform.GraphQL.Types;

/// <summary>Directives in the definition language exist, stand where they may, once unless they may be repeated, with the arguments they have (5.4, 5.7).</summary>
internal static class SdlDirectiveRules
{
    private static readonly IReadOnlyDictionary<string, object?> NoVariables = new Dictionary<string, object?>(StringComparer.Ordinal);

    public static void Check(IReadOnlyList<DefinitionNode> definitions, Schema schema)
    {
        foreach (var (directives, location) in definitions.SelectMany(Uses)) Check(schema, directives, location);
    }

    private static IEnumerable<(IReadOnlyList<DirectiveNode> Directives, string Location)> Uses(DefinitionNode definition) => definition switch
    {
        SchemaNode n => [(n.Directives, "SCHEMA")],
        DirectiveDefinitionNode n => n.Arguments.Select(a => (a.Directives, "ARGUMENT_DEFINITION")),
        TypeDefinitionNode n =>
        [
            (n.Directives, Location(n.Kind)),
            .. n.Fields.SelectMany(f => f.Arguments.Select(a => (a.Directives, "ARGUMENT_DEFINITION")).Prepend((f.Directives, "FIELD_DEFINITION"))),
            .. n.InputFields.Select(f => (f.Directives, "INPUT_FIELD_DEFINITION")),
            .. n.Values.Select(v => (v.Directives, "ENUM_VALUE")),
        ],
        _ => [],
    };

    private static string Location(TypeDefinitionKind kind) => kind == TypeDefinitionKind.Input ? "INPUT_OBJECT" : kind.ToString().ToUpperInvariant();

    private static void Check(Schema schema, IReadOnlyList<DirectiveNode> directives, string location)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var directive in directives)
        {
            var name = directive.Name.Value;
            var type = schema.Directives.GetValueOrDefault(name) ?? throw new SchemaException($"Unknown directive \"@{name}\".");
            if (!type.Locations.Contains(location)) throw new SchemaException($"Directive \"@{name}\" may not be used on {location}.");
            if (!seen.Add(name) && !type.IsRepeatable) throw new SchemaException($"The directive \"@{name}\" can only be used once at this location.");
            Arguments(directive, type);
        }
    }

    private static void Arguments(DirectiveNode directive, DirectiveType type)
    {
        foreach (var twice in directive.Arguments.GroupBy(a => a.Name.Value, StringComparer.Ordinal).Where(g => g.Count() > 1))
            throw new SchemaException($"There can be only one argument named \"{twice.Key}\".");
        foreach (var given in directive.Arguments)
        {
            var definition = type.Arguments.FirstOrDefault(a => a.Name == given.Name.Value) ?? throw new SchemaException($"Unknown argument \"{given.Name}\" on directive \"@{type.Name}\".");
            if (!LiteralCoercion.TryRead(given.Value, definition.Type, NoVariables, out _)) throw new SchemaException($"Expected value of type \"{definition.Type}\", found {Printer.Print(given.Value)}.");
        }

        foreach (var missing in type.Arguments.Where(a => a.IsRequired && !directive.Arguments.Any(g => g.Name.Value == a.Name)))
            throw new SchemaException($"Directive \"@{type.Name}\" argument \"{missing.Name}\" of type \"{missing.Type}\" is required, but it was not provided.");
    }
}
