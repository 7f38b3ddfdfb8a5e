using Microsoft.Extensions.DependencyInjection;
using PortfolioPlatform.GraphQL.CodeFirst;
using PortfolioPlatform.GraphQL.Types;

namespace PortfolioPlatform.GraphQL;

/// <summary>Gathers what the schema is made of; every module adds its own part.</summary>
public sealed class GraphQLServerBuilder
{
    private readonly ServerSetup _setup;

    internal GraphQLServerBuilder(IServiceCollection services, ServerSetup setup) => (Services, _setup) = (services, setup);

    public IServiceCollection Services { get; }

    /// <summary>Members of a class become fields of Query.</summary>
    public GraphQLServerBuilder AddQueryType<T>() => Extend(typeof(T), OperationTypeNames.Query);

    /// <summary>Members of a class become fields of Mutation.</summary>
    public GraphQLServerBuilder AddMutationType<T>() => Extend(typeof(T), OperationTypeNames.Mutation);

    /// <summary>Members of a class become fields of Subscription.</summary>
    public GraphQLServerBuilder AddSubscriptionType<T>() => Extend(typeof(T), OperationTypeNames.Subscription);

    /// <summary>Members of a class become fields of what its <see cref="ExtendObjectTypeAttribute"/> names.</summary>
    public GraphQLServerBuilder AddTypeExtension<T>() => AddTypeExtension(typeof(T));

    /// <summary>Members of a class, a static one too, become fields of what its <see cref="ExtendObjectTypeAttribute"/> names.</summary>
    public GraphQLServerBuilder AddTypeExtension(Type type) => Extend(type, null);

    /// <summary>A type no field names: one behind an interface or a union.</summary>
    public GraphQLServerBuilder AddType<T>()
    {
        _setup.Types.Add(typeof(T));
        return this;
    }

    /// <summary>A type of the program that is written as a scalar; <paramref name="read"/> makes it of what the scalar reads.</summary>
    public GraphQLServerBuilder BindRuntimeType<T>(ScalarType scalar, Func<object, T>? read = null)
        where T : notnull
    {
        _setup.RuntimeTypes[typeof(T)] = new RuntimeType(scalar, read is null ? null : value => read(value));
        return this;
    }

    /// <summary>Root fields that say nothing of who may ask need this policy.</summary>
    public GraphQLServerBuilder RequireAuthorization(string policy = "")
    {
        _setup.RootPolicy = policy;
        return this;
    }

    /// <summary>What the schema says of itself.</summary>
    public GraphQLServerBuilder SetDescription(string description)
    {
        _setup.Description = description;
        return this;
    }

    /// <summary>Changes what the server allows.</summary>
    public GraphQLServerBuilder ModifyOptions(Action<GraphQLOptions> configure)
    {
        configure(_setup.Options);
        return this;
    }

    private GraphQLServerBuilder Extend(Type type, string? root)
    {
        _setup.Extensions.Add((type, root));
        return this;
    }
}
