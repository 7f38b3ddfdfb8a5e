using System.Reflection;
using System.Text;

namespace PortfolioPlatform.GraphQL.CodeFirst;

/// <summary>Names of the schema from names of the program.</summary>
internal static class ClrNames
{
    public static string Of(Type type)
    {
        if (type.GetCustomAttribute<GraphQLNameAttribute>() is { } given) return given.Name;
        var name = type.GetCustomAttribute<InterfaceTypeAttribute>(false)?.Name ?? type.GetCustomAttribute<UnionTypeAttribute>(false)?.Name ?? type.Name;
        return type.IsGenericType ? string.Concat(type.GetGenericArguments().Select(Of)) + name[..name.IndexOf('`', StringComparison.Ordinal)] : name;
    }

    public static string OfInput(Type type) => Of(type) is var name && name.EndsWith("Input", StringComparison.Ordinal) ? name : name + "Input";

    /// <summary>Without Get and Async, which say how and not what.</summary>
    public static string Of(MemberInfo member)
    {
        if (member.GetCustomAttribute<GraphQLNameAttribute>() is { } given) return given.Name;
        var name = member.Name;
        if (member is MethodInfo)
        {
            if (name.EndsWith("Async", StringComparison.Ordinal)) name = name[..^5];
            if (name.StartsWith("Get", StringComparison.Ordinal) && name.Length > 3 && char.IsUpper(name[3])) name = name[3..];
        }
        return Camel(name);
    }

    public static string Of(ParameterInfo parameter) => parameter.GetCustomAttribute<GraphQLNameAttribute>()?.Name ?? Camel(parameter.Name!);

    /// <summary>AverageCost becomes AVERAGE_COST.</summary>
    public static string OfMember(FieldInfo member)
    {
        if (member.GetCustomAttribute<GraphQLNameAttribute>() is { } given) return given.Name;
        var name = new StringBuilder();
        for (var i = 0; i < member.Name.Length; i++)
        {
            var c = member.Name[i];
            if (i > 0 && char.IsUpper(c) && (!char.IsUpper(member.Name[i - 1]) || (i + 1 < member.Name.Length && char.IsLower(member.Name[i + 1])))) name.Append('_');
            name.Append(char.ToUpperInvariant(c));
        }
        return name.ToString();
    }

    private static string Camel(string name)
    {
        var upper = name.TakeWhile(char.IsUpper).Count();
        if (upper > 1 && upper < name.Length) upper--;
        return name[..upper].ToLowerInvariant() + name[upper..];
    }
}
