using PortfolioPlatform.GraphQL.Language;
using PortfolioPlatform.GraphQL.Types;

namespace PortfolioPlatform.GraphQL.Introspection;

/// <summary>The schema of schemas (spec, section 4).</summary>
internal static partial class IntrospectionTypes
{
    private static readonly EnumType TypeKind = Enum(
        "__TypeKind", "An enum describing what kind of type a given `__Type` is.",
        "SCALAR", "OBJECT", "INTERFACE", "UNION", "ENUM", "INPUT_OBJECT", "LIST", "NON_NULL");

    private static readonly EnumType DirectiveLocation = Enum(
        "__DirectiveLocation",
        "A Directive can be adjacent to many parts of the GraphQL language, a __DirectiveLocation describes one such possible adjacencies.",
        [.. DirectiveLocations.All.Order(StringComparer.Ordinal)]);

    private static readonly ObjectType Schema = new("__Schema")
    {
        Description = "A GraphQL Schema defines the capabilities of a GraphQL server. It exposes all available types and directives on the server, as well as the entry points for query, mutation, and subscription operations.",
    };

    private static readonly ObjectType Type = new("__Type")
    {
        Description = "The fundamental unit of any GraphQL Schema is the type. There are many kinds of types in GraphQL as represented by the `__TypeKind` enum.",
    };

    private static readonly ObjectType Field = new("__Field")
    {
        Description = "Object and Interface types are described by a list of Fields, each of which has a name, potentially a list of arguments, and a return type.",
    };

    private static readonly ObjectType Input = new("__InputValue")
    {
        Description = "Arguments provided to Fields or Directives and the input fields of an InputObject are represented as Input Values which describe their type and optionally a default value.",
    };

    private static readonly ObjectType Value = new("__EnumValue")
    {
        Description = "One possible value for a given Enum. Enum values are unique values, not a placeholder for a string or numeric value. However an Enum value is returned in a JSON response as a string.",
    };

    private static readonly ObjectType Directive = new("__Directive")
    {
        Description = "A Directive provides a way to describe alternate runtime execution and type validation behavior in a GraphQL document.",
    };

    static IntrospectionTypes()
    {
        FillSchema();
        FillType();
        FillField();
        FillInput();
        FillValue();
        FillDirective();
    }

    public static IReadOnlyList<NamedType> All => [Scalars.String, Scalars.Boolean, Schema, Type, TypeKind, Field, Input, Value, Directive, DirectiveLocation];

    public static FieldDefinition TypeName { get; } = new("__typename", NonNull(Scalars.String)) { Description = "The name of the current Object type at runtime." };

    public static FieldDefinition SchemaField { get; } = new("__schema", NonNull(Schema))
    {
        Description = "Access the current type schema of this server.",
        Cost = 0,
        Resolve = static (in c) => c.Request.Schema,
    };

    public static FieldDefinition TypeField { get; } = new("__type", Type)
    {
        Description = "Request the type information of a single type.",
        Arguments = [new InputValue("name", NonNull(Scalars.String))],
        Cost = 0,
        Resolve = static (in c) => c.Request.Schema.Type((string)c.Arguments[0]!),
    };

    private static NonNullType NonNull(GraphType type) => new(type);

    private static NonNullType ListOf(GraphType type) => NonNull(new ListType(NonNull(type)));

    private static EnumType Enum(string name, string description, params ReadOnlySpan<string> members)
    {
        var type = new EnumType(name) { Description = description };
        foreach (var member in members) type.Members.Add(member, new EnumMember(member, member));
        return type;
    }

    private static FieldDefinition Add<T>(this ObjectType owner, string name, GraphType type, Func<T, object?> resolve)
        where T : class
    {
        var field = new FieldDefinition(name, type) { Cost = 0, Resolve = (in c) => resolve((T)c.Source!) };
        owner.Fields.Add(name, field);
        return field;
    }

    /// <summary>A list that leaves out what is deprecated unless asked for it.</summary>
    private static void AddDeprecatable<T, TItem>(this ObjectType owner, string name, GraphType type, Func<T, IEnumerable<TItem>?> items, Func<TItem, string?> reason)
        where T : class
    {
        owner.Fields.Add(name, new FieldDefinition(name, type)
        {
            Cost = 0,
            Arguments = [new InputValue("includeDeprecated", Scalars.Boolean) { DefaultValue = new BooleanValueNode(false, default) }],
            Resolve = (in c) =>
            {
                var all = c.Arguments[0] is true;
                return items((T)c.Source!)?.Where(i => all || reason(i) is null);
            },
        });
    }
}
