namespace PortfolioPlatform.GraphQL.Types;

/// <summary>What a schema has to be before it serves (spec, section 3).</summary>
internal static class SchemaRules
{
    public static void Check(Schema schema)
    {
        foreach (var type in schema.Types.Values.Where(t => !t.Name.StartsWith("__", StringComparison.Ordinal))) Check(schema, type);
        foreach (var directive in schema.Directives.Values)
            foreach (var argument in directive.Arguments) Input($"@{directive.Name}", argument);
    }

    private static void Check(Schema schema, NamedType type)
    {
        switch (type)
        {
            case FieldsType fields:
                Require(fields.Fields.Count > 0, $"Type {type} must define one or more fields.");
                foreach (var field in fields.Fields.Values) Field(type, field);
                foreach (var i in fields.Interfaces) Implements(schema, fields, i);
                break;
            case UnionType union:
                Require(union.Members.Count > 0, $"Union type {type} must define one or more member types.");
                Require(union.Members.Distinct().Count() == union.Members.Count, $"Union type {type} can only include a type once.");
                break;
            case EnumType @enum:
                Require(@enum.Members.Count > 0, $"Enum type {type} must define one or more values.");
                break;
            case InputObjectType input:
                InputObject(input);
                break;
        }
    }

    private static void Field(NamedType owner, FieldDefinition field)
    {
        Name($"{owner}.{field.Name}", field.Name);
        Require(field.Type.IsOutput, $"The type of {owner}.{field.Name} must be Output Type but got: {field.Type}.");
        foreach (var argument in field.Arguments) Input($"{owner}.{field.Name}", argument);
    }

    private static void Input(string owner, InputValue value)
    {
        Name($"{owner}({value.Name})", value.Name);
        Require(value.Type.IsInput, $"The type of {owner}({value.Name}:) must be Input Type but got: {value.Type}.");
        Require(!value.IsRequired || value.DeprecationReason is null, $"Required input {owner}({value.Name}:) cannot be deprecated.");
    }

    private static void InputObject(InputObjectType input)
    {
        Require(input.Fields.Count > 0, $"Input Object type {input} must define one or more fields.");
        foreach (var field in input.Fields.Values)
        {
            Input(input.Name, field);
            Require(!input.IsOneOf || (field.Type is not NonNullType && field.DefaultValue is null), $"OneOf input field {input}.{field.Name} must be nullable and without default.");
        }
        Require(!NeedsItself(input, input, []), $"Cannot reference Input Object \"{input}\" within itself through a series of non-null fields.");
    }

    private static bool NeedsItself(InputObjectType type, InputObjectType sought, HashSet<InputObjectType> seen)
    {
        foreach (var field in type.Fields.Values)
        {
            if (field.Type is not NonNullType { Inner: InputObjectType inner }) continue;
            if (ReferenceEquals(inner, sought) || (seen.Add(inner) && NeedsItself(inner, sought, seen))) return true;
        }
        return false;
    }

    private static void Implements(Schema schema, FieldsType type, InterfaceType of)
    {
        Require(!ReferenceEquals(type, of), $"Type {type} cannot implement itself.");
        foreach (var inherited in of.Interfaces) Require(type.Interfaces.Contains(inherited), $"Type {type} must implement {inherited} because it is implemented by {of}.");
        foreach (var wanted in of.Fields.Values)
        {
            var field = type.Fields.GetValueOrDefault(wanted.Name);
            Require(field is not null, $"Interface field {of}.{wanted.Name} expected but {type} does not provide it.");
            Require(Covariant(schema, wanted.Type, field!.Type), $"Interface field {of}.{wanted.Name} expects type {wanted.Type} but {type}.{wanted.Name} is type {field.Type}.");
            foreach (var argument in wanted.Arguments)
                Require(field.Argument(argument.Name)?.Type.IsSame(argument.Type) ?? false, $"Interface field argument {of}.{wanted.Name}({argument.Name}:) expected but {type}.{wanted.Name} does not provide it.");
            foreach (var argument in field.Arguments)
                Require(!argument.IsRequired || wanted.Argument(argument.Name) is not null, $"Object field {type}.{wanted.Name} includes required argument {argument.Name} that is missing from the Interface field {of}.{wanted.Name}.");
        }
    }

    private static bool Covariant(Schema schema, GraphType wanted, GraphType given) => (wanted, given) switch
    {
        (NonNullType w, NonNullType g) => Covariant(schema, w.Inner, g.Inner),
        (NonNullType, _) => false,
        (_, NonNullType g) => Covariant(schema, wanted, g.Inner),
        (ListType w, ListType g) => Covariant(schema, w.Inner, g.Inner),
        (CompositeType w, NamedType g) => ReferenceEquals(w, g) || schema.IsSubType(w, g),
        _ => ReferenceEquals(wanted, given),
    };

    private static void Name(string path, string name) =>
        Require(!name.StartsWith("__", StringComparison.Ordinal), $"Name \"{path}\" must not begin with \"__\", which is reserved by GraphQL introspection.");

    private static void Require(bool holds, string message)
    {
        if (!holds) throw new SchemaException(message);
    }
}
