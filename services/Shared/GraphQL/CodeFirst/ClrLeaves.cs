using System.Reflection;
using PortfolioPlatform.GraphQL.Execution;
using PortfolioPlatform.GraphQL.Types;

namespace PortfolioPlatform.GraphQL.CodeFirst;

/// <summary>Finds for properties of classes how their values go straight into the output.</summary>
internal static class ClrLeaves
{
    private const BindingFlags Own = BindingFlags.Static | BindingFlags.NonPublic;

    /// <summary>Null where a property is not of a class, or its type is not the one its scalar is made for.</summary>
    public static LeafWriter? Of(Type source, PropertyInfo property, GraphType type)
    {
        if (!source.IsClass || property.GetMethod is not { IsStatic: false } getter || type.Nullable is not ScalarType scalar || Format(property.PropertyType, scalar) is not { } format) return null;
        var get = getter.CreateDelegate(typeof(Func<,>).MakeGenericType(source, property.PropertyType));
        return (LeafWriter)Activator.CreateInstance(typeof(LeafWriter<,>).MakeGenericType(source, property.PropertyType), get, format)!;
    }

    private static Delegate? Format(Type type, ScalarType scalar)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner) return Format(inner, scalar) is { } format ? Generic(nameof(Perhaps), inner, format) : null;
        return scalar switch
        {
            StringScalar or IdScalar when type == typeof(string) => (LeafFormat<string?>)Text,
            IdScalar when type == typeof(Guid) => (LeafFormat<Guid>)Id,
            IntScalar when type == typeof(int) => (LeafFormat<int>)Whole,
            LongScalar when type == typeof(long) => (LeafFormat<long>)Whole,
            FloatScalar when type == typeof(double) => (LeafFormat<double>)Real,
            BooleanScalar when type == typeof(bool) => (LeafFormat<bool>)Truth,
            DecimalScalar when type.IsValueType && type != typeof(double) && type != typeof(float) && type.IsAssignableTo(typeof(IUtf8SpanFormattable)) => Generic(nameof(Exact), type),
            TextScalar<DateTimeOffset> instant when type == typeof(DateTimeOffset) => (LeafFormat<DateTimeOffset>)instant.Write,
            TextScalar<DateOnly> date when type == typeof(DateOnly) => (LeafFormat<DateOnly>)date.Write,
            TextScalar<Guid> id when type == typeof(Guid) => (LeafFormat<Guid>)id.Write,
            _ => null,
        };
    }

    private static Delegate Generic(string name, Type type, params object[] arguments) => (Delegate)typeof(ClrLeaves).GetMethod(name, Own)!.MakeGenericMethod(type).Invoke(null, arguments)!;

    private static LeafFormat<T?> Perhaps<T>(LeafFormat<T> format)
        where T : struct => (value, output) => value is { } there && format(there, output);

    private static LeafFormat<T> Exact<T>()
        where T : struct, IUtf8SpanFormattable => static (value, output) =>
        {
            output.Quoted(value);
            return true;
        };

    private static bool Text(string? value, JsonOutput output)
    {
        if (value is null) return false;
        output.Text(value);
        return true;
    }

    private static bool Id(Guid value, JsonOutput output)
    {
        Span<byte> text = stackalloc byte[36];
        value.TryFormat(text, out var written);
        output.QuotedAscii(text[..written]);
        return true;
    }

    private static bool Whole(int value, JsonOutput output) => Whole((long)value, output);

    private static bool Whole(long value, JsonOutput output)
    {
        output.Number(value);
        return true;
    }

    private static bool Real(double number, JsonOutput output)
    {
        if (!double.IsFinite(number)) return false;
        output.Number(number);
        return true;
    }

    private static bool Truth(bool value, JsonOutput output)
    {
        output.Raw(value ? "true"u8 : "false"u8);
        return true;
    }
}
