using System.Globalization;
using System.Text.Json;
using PortfolioPlatform.GraphQL.Execution;
using PortfolioPlatform.GraphQL.Language;

namespace PortfolioPlatform.GraphQL.Types;

internal sealed class StringScalar : ScalarType
{
    public StringScalar() : base("String") =>
        Description = "The `String` scalar type represents textual data, represented as UTF-8 character sequences. The String type is most often used by GraphQL to represent free-form human-readable text.";

    public override bool TryReadLiteral(ValueNode literal, out object? value)
    {
        value = (literal as StringValueNode)?.Value;
        return value is not null;
    }

    public override bool TryReadJson(JsonElement json, out object? value)
    {
        value = json.ValueKind == JsonValueKind.String ? json.GetString() : null;
        return value is not null;
    }

    public override bool TryWrite(object value, JsonOutput output)
    {
        switch (value)
        {
            case string s:
                output.Text(s);
                return true;
            case bool b:
                output.Text(b ? "true" : "false");
                return true;
            case double d when !double.IsFinite(d):
                return false;
            case IFormattable f:
                output.Text(f.ToString(null, CultureInfo.InvariantCulture));
                return true;
            default:
                return false;
        }
    }
}

internal sealed class BooleanScalar : ScalarType
{
    public BooleanScalar() : base("Boolean") => Description = "The `Boolean` scalar type represents `true` or `false`.";

    public override bool TryReadLiteral(ValueNode literal, out object? value)
    {
        value = (literal as BooleanValueNode)?.Value;
        return value is not null;
    }

    public override bool TryReadJson(JsonElement json, out object? value)
    {
        value = json.ValueKind is JsonValueKind.True or JsonValueKind.False ? json.GetBoolean() : null;
        return value is not null;
    }

    public override bool TryWrite(object value, JsonOutput output)
    {
        bool? truth = value switch
        {
            bool b => b,
            int i => i != 0,
            long l => l != 0,
            double d when double.IsFinite(d) => d != 0,
            _ => null,
        };
        if (truth is null) return false;
        output.Raw(truth.Value ? "true"u8 : "false"u8);
        return true;
    }
}

internal sealed class IdScalar : ScalarType
{
    public IdScalar() : base("ID") =>
        Description = "The `ID` scalar type represents a unique identifier, often used to refetch an object or as key for a cache. The ID type appears in a JSON response as a String; however, it is not intended to be human-readable. When expected as an input type, any string (such as `\"4\"`) or integer (such as `4`) input value will be accepted as an ID.";

    public override bool TryReadLiteral(ValueNode literal, out object? value)
    {
        value = (literal as StringValueNode)?.Value ?? (literal as IntValueNode)?.Text;
        return value is not null;
    }

    public override bool TryReadJson(JsonElement json, out object? value)
    {
        value = json.ValueKind == JsonValueKind.String ? json.GetString()
            : json.ValueKind == JsonValueKind.Number && json.TryGetDouble(out var number) && number == Math.Floor(number) ? IntegerText(json, number)
            : null;
        return value is not null;
    }

    public override bool TryWrite(object value, JsonOutput output)
    {
        if (value is double d && d != Math.Floor(d)) return false;
        var text = value switch
        {
            string s => s,
            double or int or long or short or Guid => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
            _ => null,
        };
        if (text is null) return false;
        output.Text(text);
        return true;
    }

    private static string IntegerText(JsonElement json, double number) =>
        json.TryGetInt64(out var whole) ? whole.ToString(CultureInfo.InvariantCulture) : number.ToString("R", CultureInfo.InvariantCulture);
}
