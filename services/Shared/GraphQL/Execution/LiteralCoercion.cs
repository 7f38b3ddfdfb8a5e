using PortfolioPlatform.GraphQL.Language;
using PortfolioPlatform.GraphQL.Types;

namespace PortfolioPlatform.GraphQL.Execution;

/// <summary>From literals to values of an input type (spec, section 3.10 and the coercion of each type).</summary>
internal static class LiteralCoercion
{
    private static readonly IReadOnlyDictionary<string, object?> NoVariables = new Dictionary<string, object?>(StringComparer.Ordinal);

    public static bool TryRead(ValueNode node, GraphType type, IReadOnlyDictionary<string, object?> variables, out object? value)
    {
        value = null;
        if (node is VariableNode variable) return variables.TryGetValue(variable.Name.Value, out value) && (value is not null || type is not NonNullType);
        if (node is NullValueNode) return type is not NonNullType;
        return type.Nullable switch
        {
            ListType list => TryReadList(node, list, variables, out value),
            InputObjectType input => node is ObjectValueNode o && TryReadObject(o, input, variables, out value),
            EnumType e => node is EnumValueNode name && TryMember(e, name.Value, out value),
            ScalarType scalar => scalar.TryReadLiteral(node, variables, out value),
            _ => false,
        };
    }

    public static bool TryMember(EnumType type, string name, out object? value)
    {
        value = type.Members.GetValueOrDefault(name)?.Value;
        return value is not null;
    }

    /// <summary>The default of an argument or input field; false if it has none.</summary>
    public static bool TryDefault(InputValue definition, out object? value)
    {
        value = null;
        return definition.DefaultValue is { } literal && TryRead(literal, definition.Type, NoVariables, out value);
    }

    /// <summary>What the program makes of the fields of an input object.</summary>
    public static object Make(InputObjectType type, Dictionary<string, object?> fields) => type.Create is null ? fields : type.Create(fields);

    private static bool IsMissing(ValueNode node, IReadOnlyDictionary<string, object?> variables) =>
        node is VariableNode v && !variables.ContainsKey(v.Name.Value);

    private static bool TryReadList(ValueNode node, ListType type, IReadOnlyDictionary<string, object?> variables, out object? value)
    {
        value = null;
        var nodes = node is ListValueNode list ? list.Values : [node];
        var items = new object?[nodes.Count];
        for (var i = 0; i < items.Length; i++)
        {
            if (IsMissing(nodes[i], variables))
            {
                if (type.Inner is NonNullType) return false;
            }
            else if (!TryRead(nodes[i], type.Inner, variables, out items[i])) return false;
        }
        value = items;
        return true;
    }

    private static bool TryReadObject(ObjectValueNode node, InputObjectType type, IReadOnlyDictionary<string, object?> variables, out object? value)
    {
        value = null;
        var fields = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var definition in type.Fields.Values)
        {
            var given = node.Fields.LastOrDefault(f => f.Name.Value == definition.Name);
            if (given is null || IsMissing(given.Value, variables))
            {
                if (TryDefault(definition, out var otherwise)) fields[definition.Name] = otherwise;
                else if (definition.Type is NonNullType) return false;
            }
            else
            {
                if (!TryRead(given.Value, definition.Type, variables, out var item)) return false;
                fields[definition.Name] = item;
            }
        }
        if (type.IsOneOf && (fields.Count != 1 || fields.Values.First() is null)) return false;
        value = Make(type, fields);
        return true;
    }
}
