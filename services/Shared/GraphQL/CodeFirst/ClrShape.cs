using System.Reflection;
using PortfolioPlatform.GraphQL.Types;

namespace PortfolioPlatform.GraphQL.CodeFirst;

/// <summary>Lists and nulls: what the compiler knows of a member's type, as the schema says it.</summary>
internal sealed class ClrShape(ClrTypes types)
{
    private readonly NullabilityInfoContext _nullability = new();

    public NullabilityInfo Info(MemberInfo member) => member switch
    {
        PropertyInfo p => _nullability.Create(p),
        MethodInfo m => _nullability.Create(m.ReturnParameter),
        _ => throw new ArgumentOutOfRangeException(nameof(member)),
    };

    public NullabilityInfo Info(ParameterInfo parameter) => _nullability.Create(parameter);

    public GraphType Output(Type type, NullabilityInfo info, bool isId)
    {
        var (inner, nullable) = Nullable(type, info);
        GraphType shape = ItemOf(inner) is { } item ? new ListType(Output(item, ItemInfo(inner, info), isId)) : isId ? Id() : types.Output(inner);
        return nullable ? shape : new NonNullType(shape);
    }

    public GraphType Input(Type type, NullabilityInfo info, bool isId)
    {
        var (inner, nullable) = Nullable(type, info);
        GraphType shape = ItemOf(inner) is { } item ? new ListType(Input(item, ItemInfo(inner, info), isId)) : isId ? Id() : types.Leaf(inner) ?? types.Input(inner);
        return nullable ? shape : new NonNullType(shape);
    }

    /// <summary>What a task answers, or the type itself.</summary>
    public static (Type Type, NullabilityInfo Info, bool IsTask) Answer(Type type, NullabilityInfo info) =>
        type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Task<>) || type.GetGenericTypeDefinition() == typeof(ValueTask<>))
            ? (type.GetGenericArguments()[0], info.GenericTypeArguments[0], true)
            : (type, info, false);

    /// <summary>What a list is of; null for what is none.</summary>
    public static Type? ItemOf(Type type)
    {
        if (type == typeof(string)) return null;
        if (type.IsArray) return type.GetElementType();
        return type.IsGenericType && type.GetGenericArguments() is [var item] && typeof(IEnumerable<>).MakeGenericType(item).IsAssignableFrom(type) ? item : null;
    }

    private ScalarType Id()
    {
        types.All.TryAdd(Scalars.Id.Name, Scalars.Id);
        return Scalars.Id;
    }

    private static (Type Inner, bool IsNullable) Nullable(Type type, NullabilityInfo info) =>
        System.Nullable.GetUnderlyingType(type) is { } underlying ? (underlying, true) : (type, !type.IsValueType && info.ReadState == NullabilityState.Nullable);

    private static NullabilityInfo ItemInfo(Type list, NullabilityInfo info) => list.IsArray ? info.ElementType! : info.GenericTypeArguments[0];
}
