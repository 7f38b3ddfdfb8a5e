using System.Security.Claims;
using Microsoft.Extensions.Logging;
using PortfolioPlatform.GraphQL.Language;
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
        var text = PersistedDocuments.Find(request, options, _persisted, out var error);
        if (text is null) return GraphQLResponse.Refused([error!]);
        var document = Prepare(text);
        if (document.Errors.Count > 0) return GraphQLResponse.Refused(document.Errors);
        if (document.Operation(request.OperationName, out error) is not { } operation || (error = Refusal(document, operation, user, readOnly)) is not null)
            return GraphQLResponse.Refused([error!]);
        using var timeout = new CancellationTokenSource(options.ExecutionTimeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var scope = new RequestScope(schema, services, user, policy, linked.Token) { OnFault = (e, field) => logger.ResolverFailed(e, field.Name) };
        return await RunAsync(document, operation, request, scope, timeout.Token);
    }

    private PreparedDocument Prepare(string text)
    {
        if (_documents.Find(text) is { } known) return known;
        var document = PreparedDocument.Of(schema, text, options.Limits);
        _documents.Add(text, document);
        return document;
    }

    private GraphQLError? Refusal(PreparedDocument document, OperationNode operation, ClaimsPrincipal user, bool readOnly)
    {
        if (readOnly && operation.Kind != OperationKind.Query)
            return new GraphQLError($"Cannot perform a {Printer.Keyword(operation.Kind)} in a GET request.", ErrorCodes.MethodNotAllowed);
        if (operation.Kind == OperationKind.Subscription) return new GraphQLError("Subscriptions are not served over this transport.", ErrorCodes.Operation);
        if (document.Shape.AsksForSchema && !options.AllowIntrospection(user)) return new GraphQLError("Introspection is not allowed for the current request.", ErrorCodes.Denied);
        if (document.Shape.Depth > options.MaxDepth) return new GraphQLError($"The document is nested {document.Shape.Depth} fields deep; at most {options.MaxDepth} are allowed.", ErrorCodes.TooComplex);
        if (document.Shape.Aliases > options.MaxAliases) return new GraphQLError($"The document has {document.Shape.Aliases} aliases; at most {options.MaxAliases} are allowed.", ErrorCodes.TooComplex);
        return null;
    }

    private async ValueTask<GraphQLResponse> RunAsync(PreparedDocument document, OperationNode operation, GraphQLRequest request, RequestScope scope, CancellationToken timeout)
    {
        try
        {
            var coercion = new VariableCoercion(schema, document.Document!);
            scope.Variables = coercion.Coerce(operation, request.Variables);
            if (coercion.Errors.Count > 0) return GraphQLResponse.Refused(coercion.Errors);
            var complexity = document.Complexity(operation, scope.Variables);
            if (complexity > options.MaxComplexity)
                return GraphQLResponse.Refused([new GraphQLError($"The operation may answer more than {options.MaxComplexity} fields.", ErrorCodes.TooComplex)]);
            scope.Plan = document.Plan(operation, scope.Variables);
            return await OperationRunner.RunAsync(scope, null);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            return GraphQLResponse.Refused([new GraphQLError("The operation took too long.", ErrorCodes.Timeout)]);
        }
        catch (GraphQLFieldException e)
        {
            return GraphQLResponse.Refused([new GraphQLError(e.Message, e.Code)]);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            logger.RequestFailed(e);
            return GraphQLResponse.Refused([new GraphQLError("Unexpected Execution Error", ErrorCodes.Internal)]);
        }
    }
}
