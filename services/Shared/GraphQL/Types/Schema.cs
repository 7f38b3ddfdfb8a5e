using PortfolioPlatform.GraphQL.Execution;
using PortfolioPlatform.GraphQL.Introspection;

namespace PortfolioPlatform.GraphQL.Types;

/// <summary>A schema: its types by name, its directives, and where operations begin.</summary>
public sealed class Schema
{
    private readonly Dictionary<CompositeType, ObjectType[]> _possible = [];
    private bool? _hasAsync;

    internal Schema(OrderedDictionary<string, NamedType> types, IReadOnlyList<DirectiveType> directives, ObjectType query, ObjectType? mutation, ObjectType? subscription)
    {
        Types = types;
        Directives = directives.ToDictionary(d => d.Name, StringComparer.Ordinal);
        QueryType = query;
        MutationType = mutation;
        SubscriptionType = subscription;
        foreach (var type in IntrospectionTypes.All) types.TryAdd(type.Name, type);
        foreach (var type in types.Values.OfType<CompositeType>()) _possible[type] = Possible(type);
    }

    public string? Description { get; internal init; }

    public OrderedDictionary<string, NamedType> Types { get; }

    public IReadOnlyDictionary<string, DirectiveType> Directives { get; }

    /// <summary>Some field answers later.</summary>
    internal bool HasAsync => _hasAsync ??= Types.Values.OfType<FieldsType>().Any(t => t.Fields.Values.Any(f => f.IsLater));

    public ObjectType QueryType { get; }

    public ObjectType? MutationType { get; }

    public ObjectType? SubscriptionType { get; }

    /// <summary>Gives a field its resolver. Before the first request only.</summary>
    public void Bind(string type, string field, Resolver resolver) => Owned(type, field).Resolve = resolver;

    /// <summary>Gives a field a resolver that answers later. Before the first request only.</summary>
    public void BindAsync(string type, string field, AsyncResolver resolver) => Owned(type, field).ResolveAsync = resolver;

    private FieldDefinition Owned(string type, string field) =>
        (Type(type) as FieldsType)?.Fields.GetValueOrDefault(field) ?? throw new SchemaException($"There is no field {type}.{field}.");

    public NamedType? Type(string name) => Types.GetValueOrDefault(name);

    public ObjectType? Root(Language.OperationKind kind) => kind switch
    {
        Language.OperationKind.Query => QueryType,
        Language.OperationKind.Mutation => MutationType,
        _ => SubscriptionType,
    };

    /// <summary>The objects a value of this type may be.</summary>
    public IReadOnlyList<ObjectType> PossibleTypes(CompositeType type) => _possible.TryGetValue(type, out var known) ? known : [];

    /// <summary>Whether a value of <paramref name="type"/> is always one of <paramref name="super"/>.</summary>
    public bool IsSubType(CompositeType super, NamedType type) => super switch
    {
        UnionType union => type is ObjectType o && union.Members.Contains(o),
        InterfaceType i => type is FieldsType f && f.Interfaces.Contains(i),
        _ => false,
    };

    /// <summary>Whether two types may have an object in common.</summary>
    public bool Overlap(CompositeType a, CompositeType b) => ReferenceEquals(a, b) || PossibleTypes(a).Intersect(PossibleTypes(b)).Any();

    /// <summary>The field of a type, those of introspection included.</summary>
    public FieldDefinition? Field(CompositeType parent, string name)
    {
        if (name.StartsWith("__", StringComparison.Ordinal))
        {
            if (name == "__typename") return IntrospectionTypes.TypeName;
            if (ReferenceEquals(parent, QueryType))
            {
                if (name == "__schema") return IntrospectionTypes.SchemaField;
                if (name == "__type") return IntrospectionTypes.TypeField;
            }
        }
        return parent.Fields.GetValueOrDefault(name);
    }

    private ObjectType[] Possible(CompositeType type) => type switch
    {
        ObjectType o => [o],
        UnionType u => [.. u.Members],
        InterfaceType i => [.. Types.Values.OfType<ObjectType>().Where(o => o.Interfaces.Contains(i))],
        _ => [],
    };
}
