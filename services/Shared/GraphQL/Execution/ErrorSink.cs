using PortfolioPlatform.GraphQL.Language;

namespace PortfolioPlatform.GraphQL.Execution;

/// <summary>Collects the errors of fields with where they stand in document and response.</summary>
internal sealed class ErrorSink(RequestScope request)
{
    private const int MaxErrors = 1000;

    public void Add(FieldPlan field, object[] path, string message, string code)
    {
        if (request.Errors.Count >= MaxErrors) return;
        request.Errors.Add(new GraphQLError(message, code)
        {
            Locations = [.. field.Nodes.Select(n => SourceLocation.At(request.Plan.Document.Source.Span, n.Span.Start))],
            Path = path,
        });
    }

    /// <summary>A resolver threw: what it says itself if it is meant for clients, else nothing of it.</summary>
    public void Fault(FieldPlan field, object[] path, Exception exception)
    {
        if (exception is IClientFault known)
        {
            Add(field, path, known.Message, known.Code);
            return;
        }
        request.Cancellation.ThrowIfCancellationRequested();
        request.OnFault(exception, field.Definition);
        Add(field, path, "Unexpected Execution Error", ErrorCodes.Internal);
    }
}
