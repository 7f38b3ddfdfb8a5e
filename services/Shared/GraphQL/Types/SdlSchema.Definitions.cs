using PortfolioPlatform.GraphQL.Language;

namespace PortfolioPlatform.GraphQL.Types;

/// <summary>Fills the types that were declared, extensions after definitions.</summary>
public sealed partial class SdlSchema
{
    private void Define(TypeDefinitionNode node)
    {
        var type = _types.GetValueOrDefault(node.Name.Value) ?? throw new SchemaException($"Cannot extend type \"{node.Name}\" because it is not defined.");
        if (type is not AnyScalar and ScalarType) return;
        type.Description ??= node.Description?.Value;
        switch (type)
        {
            case AnyScalar scalar:
                scalar.SpecifiedByUrl ??= Text(node.Directives, "specifiedBy", "url", null);
                break;
            case FieldsType fields:
                foreach (var i in node.Interfaces) fields.Interfaces.Add(Named(i) as InterfaceType ?? throw new SchemaException($"Type {type} can only implement interfaces."));
                foreach (var field in node.Fields) Once(fields.Fields.TryAdd(field.Name.Value, Field(field)), type, field.Name);
                break;
            case UnionType union:
                foreach (var m in node.Members) union.Members.Add(Named(m) as ObjectType ?? throw new SchemaException($"Union type {type} can only include Object types."));
                break;
            case EnumType @enum:
                foreach (var v in node.Values) Once(@enum.Members.TryAdd(v.Name.Value, Member(v)), type, v.Name);
                break;
            case InputObjectType input:
                input.IsOneOf |= node.Directives.Any(d => d.Name.Value == "oneOf");
                foreach (var field in node.InputFields) Once(input.Fields.TryAdd(field.Name.Value, Input(field)), type, field.Name);
                break;
        }
    }

    private static void Once(bool added, NamedType type, NameNode name)
    {
        if (!added) throw new SchemaException($"\"{type}.{name}\" can only be defined once.");
    }

    private FieldDefinition Field(FieldDefinitionNode node) => new(node.Name.Value, Type(node.Type))
    {
        Description = node.Description?.Value,
        DeprecationReason = Deprecation(node.Directives),
        Arguments = [.. node.Arguments.Select(Input)],
    };

    private InputValue Input(InputValueNode node) => new(node.Name.Value, Type(node.Type))
    {
        Description = node.Description?.Value,
        DeprecationReason = Deprecation(node.Directives),
        DefaultValue = node.DefaultValue,
    };

    private static EnumMember Member(EnumValueDefinitionNode node) => new(node.Name.Value, node.Name.Value)
    {
        Description = node.Description?.Value,
        DeprecationReason = Deprecation(node.Directives),
    };

    private DirectiveType Directive(DirectiveDefinitionNode node) => new(node.Name.Value)
    {
        Description = node.Description?.Value,
        Arguments = [.. node.Arguments.Select(Input)],
        Locations = [.. node.Locations.Select(l => l.Value)],
        IsRepeatable = node.IsRepeatable,
    };

    private static string? Deprecation(IReadOnlyList<DirectiveNode> directives) => Text(directives, "deprecated", "reason", "No longer supported");

    private static string? Text(IReadOnlyList<DirectiveNode> directives, string name, string argument, string? otherwise)
    {
        var directive = directives.FirstOrDefault(d => d.Name.Value == name);
        if (directive is null) return null;
        return (directive.Arguments.FirstOrDefault(a => a.Name.Value == argument)?.Value as StringValueNode)?.Value ?? otherwise;
    }
}
