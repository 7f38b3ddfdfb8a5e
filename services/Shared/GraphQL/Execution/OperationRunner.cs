using System.Text.Json;
using PortfolioPlatform.GraphQL.Language;

namespace PortfolioPlatform.GraphQL.Execution;

/// <summary>Runs a prepared operation and writes the whole response.</summary>
internal static class OperationRunner
{
    public static ValueTask<GraphQLResponse> RunAsync(PreparedDocument document, OperationNode operation, JsonElement variables, RequestScope request, object? root)
    {
        var coercion = new VariableCoercion(request.Schema, document.Document!);
        request.Variables = coercion.Coerce(operation, variables);
        if (coercion.Errors.Count > 0) return new ValueTask<GraphQLResponse>(GraphQLResponse.Refused(coercion.Errors));
        request.Plan = document.Plan(operation, request.Variables);
        return RunAsync(request, root);
    }

    /// <summary>Runs the request's plan on a root; variables are coerced already.</summary>
    public static ValueTask<GraphQLResponse> RunAsync(RequestScope request, object? root)
    {
        var output = new JsonOutput();
        output.Raw("{\"data\":"u8);
        if (!request.Plan.Root.IsPure) return PiecewiseAsync(request, root, output);
        try
        {
            var start = output.Length;
            if (!new DirectWriter(request, output).WriteObject(request.Plan.Root, root))
            {
                output.Rewind(start);
                output.Raw("null"u8);
            }
            return new ValueTask<GraphQLResponse>(Finish(request, output));
        }
        catch
        {
            output.Dispose();
            throw;
        }
    }

    private static async ValueTask<GraphQLResponse> PiecewiseAsync(RequestScope request, object? root, JsonOutput output)
    {
        using var segments = new JsonOutput();
        try
        {
            var serial = request.Plan.Operation.Kind == OperationKind.Mutation;
            await new PiecewiseExecutor(request, segments).ExecuteAsync(request.Plan.Root, root, serial, output);
            return Finish(request, output);
        }
        catch
        {
            output.Dispose();
            throw;
        }
    }

    private static GraphQLResponse Finish(RequestScope request, JsonOutput output)
    {
        if (request.Errors.Count > 0)
        {
            output.Raw(",\"errors\":"u8);
            ErrorWriter.Write(output, request.Errors);
        }
        output.Byte((byte)'}');
        return new GraphQLResponse(output, true, request.Errors.Count > 0, null);
    }
}
