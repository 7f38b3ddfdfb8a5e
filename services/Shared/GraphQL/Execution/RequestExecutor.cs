using System.Security.Claims;
using Microsoft.Extensions.Logging;
using PortfolioPlatform.GraphQL.Language;
using PortfolioPlatform.GraphQL.Subscriptions;
using PortfolioPlatform.GraphQL.Types;

namespace PortfolioPlatform.GraphQL.Execution;

/// <summary>From a request to its response: find or read the document, hold it against the limits, run it.</summary>
public sealed class RequestExecutor(Schema schema, GraphQLOptions options, IFieldPolicy policy, TimeProvider time, ILogger<RequestExecutor> logger)
{
    private readonly DocumentCache<PreparedDocument> _documents = new(options.CachedDocuments);
    private readonly DocumentCache<string> _persisted = new(options.CachedDocuments);

    public Schema Schema => schema;

    /// <summary>Runs a request. Read-only requests may only query.</summary>
    /// <exception cref="OperationCanceledException">The caller went away.</exception>
    public async ValueTask<GraphQLResponse> ExecuteAsync(GraphQLRequest request, IServiceProvider services, ClaimsPrincipal user, bool readOnly, CancellationToken cancellationToken)
    {
        var errors = Admit(request, user, out var document, out var operation);
        if (errors is null && Unserved(operation!, readOnly) is { } error) errors = [error];
        return errors is null ? await RunAsync(document!, operation!, request, services, user, cancellationToken) : GraphQLResponse.Refused(errors);
    }

    /// <summary>The answers to a subscription; the only one if it cannot begin, or is none.</summary>
    /// <exception cref="OperationCanceledException">The caller went away.</exception>
    public async ValueTask<IAsyncEnumerable<GraphQLResponse>> SubscribeAsync(GraphQLRequest request, IServiceProvider services, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var answer = await OpenAsync(request, services, user, false, cancellationToken);
        return answer.Events ?? new[] { answer.Single! }.ToAsyncEnumerable();
    }

    /// <summary>Runs a request over a transport that takes more than one answer.</summary>
    /// <exception cref="OperationCanceledException">The caller went away.</exception>
    internal async ValueTask<OperationAnswer> OpenAsync(GraphQLRequest request, IServiceProvider services, ClaimsPrincipal user, bool readOnly, CancellationToken cancellationToken)
    {
        if (Admit(request, user, out var document, out var operation) is { } errors) return new OperationAnswer(GraphQLResponse.Refused(errors), null);
        if (readOnly && operation!.Kind == OperationKind.Mutation) return new OperationAnswer(GraphQLResponse.Refused([Unserved(operation, true)!]), null);
        if (operation!.Kind != OperationKind.Subscription) return new OperationAnswer(await RunAsync(document!, operation, request, services, user, cancellationToken), null);
        var scope = Scope(services, user, cancellationToken);
        if (Prepare(document!, operation, request, scope) is { } refused) return new OperationAnswer(refused, null);
        return new EventStream(scope, token => Scope(services, user, token), options.ExecutionTimeout, time).Open();
    }

    private IReadOnlyList<GraphQLError>? Admit(GraphQLRequest request, ClaimsPrincipal user, out PreparedDocument? document, out OperationNode? operation)
    {
        (document, operation) = (null, null);
        var text = PersistedDocuments.Find(request, options, _persisted, out var error);
        if (text is null) return [error!];
        document = Prepare(text);
        if (document.Errors.Count > 0) return document.Errors;
        operation = document.Operation(request.OperationName, out error);
        return (error ?? Refusal(document, user)) is { } refusal ? [refusal] : null;
    }

    private RequestScope Scope(IServiceProvider services, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        new(schema, services, user, policy, cancellationToken) { OnFault = (e, field) => logger.ResolverFailed(e, field.Name) };

    private PreparedDocument Prepare(string text)
    {
        if (_documents.Find(text) is { } known) return known;
        var document = PreparedDocument.Of(schema, text, options.Limits);
        _documents.Add(text, document);
        return document;
    }

    private static GraphQLError? Unserved(OperationNode operation, bool readOnly)
    {
        if (readOnly && operation.Kind != OperationKind.Query)
            return new GraphQLError($"Cannot perform a {Printer.Keyword(operation.Kind)} in a GET request.", ErrorCodes.MethodNotAllowed);
        return operation.Kind == OperationKind.Subscription ? new GraphQLError("Subscriptions are not served over this transport.", ErrorCodes.Operation) : null;
    }

    private GraphQLError? Refusal(PreparedDocument document, ClaimsPrincipal user)
    {
        if (document.Shape.AsksForSchema && !options.AllowIntrospection(user)) return new GraphQLError("Introspection is not allowed for the current request.", ErrorCodes.Denied);
        if (document.Shape.Depth > options.MaxDepth) return new GraphQLError($"The document is nested {document.Shape.Depth} fields deep; at most {options.MaxDepth} are allowed.", ErrorCodes.TooComplex);
        if (document.Shape.Aliases > options.MaxAliases) return new GraphQLError($"The document has {document.Shape.Aliases} aliases; at most {options.MaxAliases} are allowed.", ErrorCodes.TooComplex);
        return null;
    }

    private async ValueTask<GraphQLResponse> RunAsync(
        PreparedDocument document, OperationNode operation, GraphQLRequest request, IServiceProvider services, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.ExecutionTimeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var scope = Scope(services, user, linked.Token);
        try
        {
            if (Prepare(document, operation, request, scope) is { } refused) return refused;
            var answer = await OperationRunner.RunAsync(scope, null);
            if (operation.Kind == OperationKind.Mutation && scope.Errors.Count > 0) await NoteRefusedAsync(scope);
            return answer;
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            return GraphQLResponse.TookTooLong(options.ExecutionTimeout);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return Failed(e);
        }
    }

    /// <summary>Reads the variables and makes the plan; answers what keeps the operation from running.</summary>
    private GraphQLResponse? Prepare(PreparedDocument document, OperationNode operation, GraphQLRequest request, RequestScope scope)
    {
        try
        {
            var coercion = new VariableCoercion(schema, document.Document!);
            scope.Variables = coercion.Coerce(operation, request.Variables);
            if (coercion.Errors.Count > 0) return GraphQLResponse.Refused(coercion.Errors);
            if (document.Complexity(operation, scope.Variables) > options.MaxComplexity)
                return GraphQLResponse.Refused([new GraphQLError($"The operation may answer more than {options.MaxComplexity} fields.", ErrorCodes.TooComplex)]);
            scope.Plan = document.Plan(operation, scope.Variables);
            return null;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return Failed(e);
        }
    }

    /// <summary>An error of a mutation itself: it was refused, or failed, before it could say so in its own answer.</summary>
    private static async ValueTask NoteRefusedAsync(RequestScope scope)
    {
        if (scope.Services.GetService(typeof(IRefusedMutations)) is not IRefusedMutations log) return;
        foreach (var error in scope.Errors.Where(e => e.Path is { Count: 1 }))
            if (scope.Plan.Root.Fields.FirstOrDefault(f => f.ResponseName.Equals(error.Path![0])) is { } field) await log.NoteAsync(scope.User, field.Definition.Name, error.Code);
    }

    private GraphQLResponse Failed(Exception exception)
    {
        if (exception is IClientFault known) return GraphQLResponse.Refused([new GraphQLError(known.Message, known.Code)]);
        logger.RequestFailed(exception);
        return GraphQLResponse.Refused([new GraphQLError("Unexpected Execution Error", ErrorCodes.Internal)]);
    }
}
