using System.Reflection;
using PortfolioPlatform.GraphQL.Execution;
using PortfolioPlatform.GraphQL.Types;

namespace PortfolioPlatform.GraphQL.CodeFirst;

/// <summary>Input objects by the constructor of their class, and what arguments become before a resolver sees them.</summary>
internal sealed class ClrInputs(ClrTypes types, ClrShape shape)
{
    /// <summary>An argument or input field of a parameter.</summary>
    public InputValue Value(ParameterInfo parameter)
    {
        var type = shape.Input(parameter.ParameterType, shape.Info(parameter), IsId(parameter));
        return new InputValue(ClrNames.Of(parameter), type)
        {
            Description = types.Docs.Of(parameter),
            DeprecationReason = ClrTypes.Deprecation(parameter),
            DefaultValue = ClrLiterals.Default(parameter, type),
        };
    }

    public void Fill(InputObjectType input, Type type)
    {
        var constructor = type.GetConstructors(BindingFlags.Public | BindingFlags.Instance).MaxBy(c => c.GetParameters().Length) ?? throw new SchemaException($"{type} has no public constructor.");
        var parameters = constructor.GetParameters();
        foreach (var parameter in parameters) input.Fields.Add(ClrNames.Of(parameter), Value(parameter));
        var (names, readers) = (parameters.Select(ClrNames.Of).ToArray(), parameters.Select(Reader).ToArray());
        var invoker = ConstructorInvoker.Create(constructor);
        input.Create = given =>
        {
            var values = new object?[names.Length];
            for (var i = 0; i < values.Length; i++)
                values[i] = given.TryGetValue(names[i], out var value) && value is not null ? readers[i]?.Invoke(value) ?? value : null;
            return invoker.Invoke(values);
        };
    }

    /// <summary>From a coerced value to the parameter's type; null if it is that already.</summary>
    public Func<object, object>? Reader(ParameterInfo parameter) => Reader(Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType, IsId(parameter));

    private Func<object, object>? Reader(Type type, bool isId)
    {
        if (ClrShape.ItemOf(type) is { } item) return ListReader(item, Reader(Nullable.GetUnderlyingType(item) ?? item, isId));
        if (isId) return type == typeof(string) ? null : type == typeof(Guid) ? ReadGuid : throw new SchemaException($"{type} is no identifier.");
        return types.Runtime(type)?.Read;
    }

    private static Func<object, object> ListReader(Type item, Func<object, object>? read) => value =>
    {
        var given = (object?[])value;
        var made = Array.CreateInstance(item, given.Length);
        for (var i = 0; i < given.Length; i++)
            if (given[i] is { } one) made.SetValue(read is null ? one : read(one), i);
        return made;
    };

    private static object ReadGuid(object value) =>
        Guid.TryParse((string)value, out var id) ? id : throw new GraphQLFieldException("This is no identifier of this server.", ErrorCodes.BadVariables);

    private static bool IsId(ParameterInfo parameter) => parameter.IsDefined(typeof(IDAttribute));
}
