using System.Globalization;
using System.Reflection;
using PortfolioPlatform.GraphQL.Language;
using PortfolioPlatform.GraphQL.Types;

namespace PortfolioPlatform.GraphQL.CodeFirst;

/// <summary>Default values of the program as literals of the schema.</summary>
internal static class ClrLiterals
{
    /// <summary>The default of a parameter; null if it has none, or the default is null.</summary>
    public static ValueNode? Default(ParameterInfo parameter, GraphType type)
    {
        if (!parameter.HasDefaultValue || parameter.DefaultValue is not { } value) return null;
        return type.Named is EnumType e ? new EnumValueNode(e.MemberOf(Enum.ToObject(Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType, value))!.Name, default) : Of(value);
    }

    private static ValueNode Of(object value) => value switch
    {
        bool b => new BooleanValueNode(b, default),
        string s => new StringValueNode(s, false, default),
        int or long => new IntValueNode(Convert.ToString(value, CultureInfo.InvariantCulture)!, default),
        double d => new FloatValueNode(d.ToString("0.0###############", CultureInfo.InvariantCulture), default),
        decimal d => new StringValueNode(d.ToString(CultureInfo.InvariantCulture), false, default),
        _ => throw new SchemaException($"{value.GetType()} has no literal."),
    };
}
