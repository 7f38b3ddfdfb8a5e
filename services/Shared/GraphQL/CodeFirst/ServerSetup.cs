using PortfolioPlatform.GraphQL.Types;

namespace PortfolioPlatform.GraphQL.CodeFirst;

/// <summary>A type of the program that is written as a scalar, and how it is made of what the scalar reads.</summary>
internal sealed record RuntimeType(ScalarType Scalar, Func<object, object>? Read);

/// <summary>What modules registered for the schema.</summary>
internal sealed class ServerSetup
{
    public List<Type> Types { get; } = [];

    public List<(Type Class, string? Root)> Extensions { get; } = [];

    public Dictionary<Type, RuntimeType> RuntimeTypes { get; } = new()
    {
        [typeof(string)] = new(Scalars.String, null),
        [typeof(bool)] = new(Scalars.Boolean, null),
        [typeof(int)] = new(Scalars.Int, null),
        [typeof(long)] = new(Scalars.Long, null),
        [typeof(double)] = new(Scalars.Float, null),
        [typeof(decimal)] = new(Scalars.Decimal, null),
        [typeof(DateTimeOffset)] = new(Scalars.DateTime, null),
        [typeof(DateOnly)] = new(Scalars.Date, null),
        [typeof(Guid)] = new(Scalars.Uuid, null),
    };

    /// <summary>The policy of root fields that say nothing; null: everybody may ask them.</summary>
    public string? RootPolicy { get; set; }

    public GraphQLOptions Options { get; } = new();

    public string? Description { get; set; }
}
