using PortfolioPlatform.GraphQL.Language;

namespace PortfolioPlatform.GraphQL.Types;

/// <summary>Builds a schema from the definition language.</summary>
public sealed partial class SdlSchema
{
    private readonly OrderedDictionary<string, NamedType> _types = new(StringComparer.Ordinal);
    private readonly List<DirectiveType> _directives = [.. DirectiveType.Specified];
    private readonly IReadOnlyList<DefinitionNode> _definitions;

    private SdlSchema(DocumentNode document) => _definitions = document.Definitions;

    /// <summary>The schema a text defines.</summary>
    public static Schema Build(string sdl)
    {
        var result = Parser.Parse(sdl, ParserOptions.Schema);
        if (!result.IsDocument) throw new SchemaException($"{result.Error} ({result.Location.Line}:{result.Location.Column})");
        return new SdlSchema(result.Document).Build();
    }

    private Schema Build()
    {
        foreach (var scalar in Scalars.Specified) _types.Add(scalar.Name, scalar);
        foreach (var node in _definitions.OfType<TypeDefinitionNode>().Where(t => !t.IsExtension)) Declare(node);
        foreach (var node in _definitions.OfType<TypeDefinitionNode>()) Define(node);
        foreach (var node in _definitions.OfType<DirectiveDefinitionNode>()) _directives.Add(Directive(node));
        var schemas = _definitions.OfType<SchemaNode>().ToArray();
        var roots = schemas.SelectMany(s => s.Operations).ToDictionary(o => o.Kind, o => Named(o.Type) as ObjectType);
        ObjectType? Root(OperationKind kind, string name) => roots.TryGetValue(kind, out var type) ? type : schemas.Length > 0 ? null : _types.GetValueOrDefault(name) as ObjectType;
        var query = Root(OperationKind.Query, "Query") ?? throw new SchemaException("Query root type must be provided.");
        var schema = new Schema(_types, _directives, query, Root(OperationKind.Mutation, "Mutation"), Root(OperationKind.Subscription, "Subscription"))
        {
            Description = schemas.Select(s => s.Description?.Value).FirstOrDefault(d => d is not null),
        };
        SchemaRules.Check(schema);
        SdlDirectiveRules.Check(_definitions, schema);
        return schema;
    }

    private void Declare(TypeDefinitionNode node)
    {
        var name = node.Name.Value;
        NamedType type = node.Kind switch
        {
            TypeDefinitionKind.Scalar => Scalars.Added.FirstOrDefault(s => s.Name == name) ?? new AnyScalar(name),
            TypeDefinitionKind.Object => new ObjectType(name),
            TypeDefinitionKind.Interface => new InterfaceType(name),
            TypeDefinitionKind.Union => new UnionType(name),
            TypeDefinitionKind.Enum => new EnumType(name),
            _ => new InputObjectType(name),
        };
        if (!_types.TryAdd(name, type)) throw new SchemaException($"There can be only one type named \"{name}\".");
    }

    private NamedType Named(NamedTypeNode node) => _types.GetValueOrDefault(node.Name.Value) ?? throw new SchemaException($"Unknown type \"{node.Name}\".");

    private GraphType Type(TypeNode node) => node switch
    {
        NamedTypeNode n => Named(n),
        ListTypeNode l => new ListType(Type(l.Inner)),
        NonNullTypeNode n => new NonNullType(Type(n.Inner)),
        _ => throw new ArgumentOutOfRangeException(nameof(node)),
    };
}
