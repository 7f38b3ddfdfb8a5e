using System.Security.Claims;
using PortfolioPlatform.GraphQL.DataLoading;
using PortfolioPlatform.GraphQL.Types;

namespace PortfolioPlatform.GraphQL.Execution;

/// <summary>What is the same for all resolvers of a request.</summary>
public sealed class RequestScope(Schema schema, IServiceProvider services, ClaimsPrincipal user, IFieldPolicy policy, CancellationToken cancellation)
{
    private readonly Dictionary<string, bool> _allowed = new(StringComparer.Ordinal);
    private ArgumentValues?[] _arguments = new ArgumentValues?[16];
    private LoaderRegistry? _loaders;

    public Schema Schema => schema;

    public IServiceProvider Services => services;

    public ClaimsPrincipal User => user;

    public CancellationToken Cancellation => cancellation;

    /// <summary>Resolves fields nobody gave a resolver.</summary>
    internal Resolver Default { get; init; } = DefaultResolver.Resolve;

    /// <summary>Told of exceptions of resolvers, which clients never see.</summary>
    internal Action<Exception, FieldDefinition> OnFault { get; init; } = static (_, _) => { };

    internal IReadOnlyDictionary<string, object?> Variables { get; set; } = new Dictionary<string, object?>(StringComparer.Ordinal);

    internal List<GraphQLError> Errors { get; } = [];

    internal OperationPlan Plan { get; set; } = null!;

    /// <summary>The request's loaders.</summary>
    public LoaderRegistry Loaders => _loaders ??= new LoaderRegistry(services);

    internal bool HasLoaders => _loaders is not null;

    internal bool IsAllowed(string name)
    {
        if (!_allowed.TryGetValue(name, out var allowed)) _allowed[name] = allowed = policy.IsAllowed(user, name);
        return allowed;
    }

    /// <summary>The arguments of a field, coerced once a request; null and why if they are wrong.</summary>
    internal ArgumentValues? Arguments(FieldPlan field, out string? fault)
    {
        fault = null;
        if (field.Arguments is not null) return field.Arguments;
        if (field.Index >= _arguments.Length) Array.Resize(ref _arguments, Math.Max(_arguments.Length * 2, field.Index + 1));
        if (_arguments[field.Index] is { } known) return known;
        fault = ArgumentCoercion.Coerce(field.Definition, field.Nodes[0], Variables, out var values);
        return fault is null ? _arguments[field.Index] = values : null;
    }
}
