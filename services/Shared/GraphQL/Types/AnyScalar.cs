using System.Globalization;
using System.Text.Json;
using PortfolioPlatform.GraphQL.Execution;
using PortfolioPlatform.GraphQL.Language;

namespace PortfolioPlatform.GraphQL.Types;

/// <summary>A scalar nobody gave a meaning: every value is taken as it comes.</summary>
public sealed class AnyScalar(string name) : ScalarType(name)
{
    private static readonly IReadOnlyDictionary<string, object?> NoVariables = new Dictionary<string, object?>(StringComparer.Ordinal);

    public override bool TryReadLiteral(ValueNode literal, out object? value) => TryReadLiteral(literal, NoVariables, out value);

    internal override bool TryReadLiteral(ValueNode literal, IReadOnlyDictionary<string, object?> variables, out object? value)
    {
        value = Read(literal, variables);
        return true;
    }

    private static object? Read(ValueNode literal, IReadOnlyDictionary<string, object?> variables) => literal switch
    {
        VariableNode v => variables.GetValueOrDefault(v.Name.Value),
        StringValueNode s => s.Value,
        BooleanValueNode b => b.Value,
        EnumValueNode e => e.Value,
        IntValueNode i => double.Parse(i.Text, CultureInfo.InvariantCulture),
        FloatValueNode f => double.Parse(f.Text, CultureInfo.InvariantCulture),
        ListValueNode list => list.Values.Select(v => Read(v, variables)).ToArray(),
        ObjectValueNode o => Members(o.Fields.Select(f => (f.Name.Value, Read(f.Value, variables)))),
        _ => null,
    };

    // A name that comes twice is an error of another rule; here the last one holds, as in JSON.
    private static Dictionary<string, object?> Members(IEnumerable<(string Name, object? Value)> members)
    {
        var held = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in members) held[name] = value;
        return held;
    }

    public override bool TryReadJson(JsonElement json, out object? value)
    {
        value = json.ValueKind switch
        {
            JsonValueKind.String => json.GetString(),
            JsonValueKind.Number => json.GetDouble(),
            JsonValueKind.True or JsonValueKind.False => json.GetBoolean(),
            JsonValueKind.Array => json.EnumerateArray().Select(e => TryReadJson(e, out var item) ? item : null).ToArray(),
            JsonValueKind.Object => Members(json.EnumerateObject().Select(p => (p.Name, TryReadJson(p.Value, out var item) ? item : null))),
            _ => null,
        };
        return true;
    }

    public override bool TryWrite(object value, JsonOutput output)
    {
        output.Any(value);
        return true;
    }
}
