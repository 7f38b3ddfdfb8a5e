using PortfolioPlatform.GraphQL.Language;
using PortfolioPlatform.GraphQL.Types;

namespace PortfolioPlatform.GraphQL.Execution;

/// <summary>The arguments of a field (spec, section 6.4.1).</summary>
internal static class ArgumentCoercion
{
    /// <summary>Coerces them; returns what is wrong, or null.</summary>
    public static string? Coerce(FieldDefinition field, FieldNode node, IReadOnlyDictionary<string, object?> variables, out ArgumentValues values)
    {
        var definitions = field.Arguments;
        var items = new object?[definitions.Count];
        values = new ArgumentValues(definitions, items);
        for (var i = 0; i < items.Length; i++)
            if (Coerce(definitions[i], Given(node, definitions[i].Name), variables, out items[i]) is { } fault) return fault;
        return null;
    }

    private static string? Coerce(InputValue definition, ValueNode? given, IReadOnlyDictionary<string, object?> variables, out object? value)
    {
        var variable = given as VariableNode;
        if (given is null || (variable is not null && !variables.ContainsKey(variable.Name.Value)))
        {
            if (LiteralCoercion.TryDefault(definition, out value)) return null;
            value = ArgumentValues.Missing;
            if (definition.Type is not NonNullType) return null;
            return given is null
                ? $"Argument \"{definition.Name}\" of required type \"{definition.Type}\" was not provided."
                : $"Argument \"{definition.Name}\" of required type \"{definition.Type}\" was provided the variable \"${variable!.Name}\" which was not provided a runtime value.";
        }
        if (LiteralCoercion.TryRead(given, definition.Type, variables, out value)) return null;
        var isNull = given is NullValueNode || (variable is not null && variables[variable.Name.Value] is null);
        return isNull && definition.Type is NonNullType
            ? $"Argument \"{definition.Name}\" of non-null type \"{definition.Type}\" must not be null."
            : $"Argument \"{definition.Name}\" has invalid value {Printer.Print(given)}.";
    }

    private static ValueNode? Given(FieldNode node, string name)
    {
        foreach (var argument in node.Arguments)
            if (argument.Name.Value == name) return argument.Value;
        return null;
    }
}
