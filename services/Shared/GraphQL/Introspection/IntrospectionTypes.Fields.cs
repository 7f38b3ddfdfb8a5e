using PortfolioPlatform.GraphQL.Language;
using PortfolioPlatform.GraphQL.Types;

namespace PortfolioPlatform.GraphQL.Introspection;

/// <summary>What each of them tells.</summary>
internal static partial class IntrospectionTypes
{
    private static void FillSchema()
    {
        Schema.Add<Schema>("description", Scalars.String, s => s.Description);
        Schema.Add<Schema>("types", ListOf(Type), s => s.Types.Values);
        Schema.Add<Schema>("queryType", NonNull(Type), s => s.QueryType);
        Schema.Add<Schema>("mutationType", Type, s => s.MutationType);
        Schema.Add<Schema>("subscriptionType", Type, s => s.SubscriptionType);
        Schema.Add<Schema>("directives", ListOf(Directive), s => s.Directives.Values);
    }

    private static void FillType()
    {
        Type.Add<GraphType>("kind", NonNull(TypeKind), Kind);
        Type.Add<GraphType>("name", Scalars.String, t => (t as NamedType)?.Name);
        Type.Add<GraphType>("description", Scalars.String, t => (t as NamedType)?.Description);
        Type.Add<GraphType>("specifiedByURL", Scalars.String, t => (t as ScalarType)?.SpecifiedByUrl);
        Type.AddDeprecatable<GraphType, FieldDefinition>("fields", new ListType(NonNull(Field)), t => (t as FieldsType)?.Fields.Values, f => f.DeprecationReason);
        Type.Add<GraphType>("interfaces", new ListType(NonNull(Type)), t => (t as FieldsType)?.Interfaces);
        Type.Fields.Add("possibleTypes", new FieldDefinition("possibleTypes", new ListType(NonNull(Type)))
        {
            Cost = 0,
            Resolve = static (in c) => c.Source is InterfaceType or UnionType ? c.Request.Schema.PossibleTypes((CompositeType)c.Source) : null,
        });
        Type.AddDeprecatable<GraphType, EnumMember>("enumValues", new ListType(NonNull(Value)), t => (t as EnumType)?.Members.Values, v => v.DeprecationReason);
        Type.AddDeprecatable<GraphType, InputValue>("inputFields", new ListType(NonNull(Input)), t => (t as InputObjectType)?.Fields.Values, f => f.DeprecationReason);
        Type.Add<GraphType>("ofType", Type, t => (t as ListType)?.Inner ?? (t as NonNullType)?.Inner);
        Type.Add<GraphType>("isOneOf", Scalars.Boolean, t => (t as InputObjectType)?.IsOneOf);
    }

    private static string Kind(GraphType type) => type switch
    {
        ScalarType => "SCALAR",
        ObjectType => "OBJECT",
        InterfaceType => "INTERFACE",
        UnionType => "UNION",
        EnumType => "ENUM",
        InputObjectType => "INPUT_OBJECT",
        ListType => "LIST",
        _ => "NON_NULL",
    };

    private static void FillField()
    {
        Field.Add<FieldDefinition>("name", NonNull(Scalars.String), f => f.Name);
        Field.Add<FieldDefinition>("description", Scalars.String, f => f.Description);
        Field.AddDeprecatable<FieldDefinition, InputValue>("args", ListOf(Input), f => f.Arguments, a => a.DeprecationReason);
        Field.Add<FieldDefinition>("type", NonNull(Type), f => f.Type);
        Field.Add<FieldDefinition>("isDeprecated", NonNull(Scalars.Boolean), f => f.DeprecationReason is not null);
        Field.Add<FieldDefinition>("deprecationReason", Scalars.String, f => f.DeprecationReason);
    }

    private static void FillInput()
    {
        Input.Add<InputValue>("name", NonNull(Scalars.String), i => i.Name);
        Input.Add<InputValue>("description", Scalars.String, i => i.Description);
        Input.Add<InputValue>("type", NonNull(Type), i => i.Type);
        Input.Add<InputValue>("defaultValue", Scalars.String, i => i.DefaultValue is null ? null : Printer.Print(i.DefaultValue))
            .Description = "A GraphQL-formatted string representing the default value for this input value.";
        Input.Add<InputValue>("isDeprecated", NonNull(Scalars.Boolean), i => i.DeprecationReason is not null);
        Input.Add<InputValue>("deprecationReason", Scalars.String, i => i.DeprecationReason);
    }

    private static void FillValue()
    {
        Value.Add<EnumMember>("name", NonNull(Scalars.String), v => v.Name);
        Value.Add<EnumMember>("description", Scalars.String, v => v.Description);
        Value.Add<EnumMember>("isDeprecated", NonNull(Scalars.Boolean), v => v.DeprecationReason is not null);
        Value.Add<EnumMember>("deprecationReason", Scalars.String, v => v.DeprecationReason);
    }

    private static void FillDirective()
    {
        Directive.Add<DirectiveType>("name", NonNull(Scalars.String), d => d.Name);
        Directive.Add<DirectiveType>("description", Scalars.String, d => d.Description);
        Directive.Add<DirectiveType>("isRepeatable", NonNull(Scalars.Boolean), d => d.IsRepeatable);
        Directive.Add<DirectiveType>("locations", ListOf(DirectiveLocation), d => d.Locations);
        Directive.AddDeprecatable<DirectiveType, InputValue>("args", ListOf(Input), d => d.Arguments, a => a.DeprecationReason);
    }
}
