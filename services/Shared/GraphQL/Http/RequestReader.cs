using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace PortfolioPlatform.GraphQL.Http;

/// <summary>A body's request, or the status and fault of one that is none. The JSON stands on the body's buffer until that is consumed up to the end.</summary>
internal sealed record ReadBody(GraphQLRequest? Request, JsonDocument? Json, int Status, string Fault, SequencePosition End);

/// <summary>Reads the parameters of a request from a body or a query string.</summary>
internal static class RequestReader
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64 };

    /// <summary>The request in a body. The caller consumes the body when it is done with the request.</summary>
    public static async ValueTask<ReadBody> ReadBodyAsync(HttpRequest http, int maxBytes, CancellationToken cancellationToken)
    {
        var reader = http.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(cancellationToken);
            if (read.Buffer.Length > maxBytes) return new ReadBody(null, null, StatusCodes.Status413PayloadTooLarge, $"The body is larger than {maxBytes} bytes.", read.Buffer.End);
            if (!read.IsCompleted)
            {
                reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                continue;
            }
            return Parse(read.Buffer);
        }
    }

    public static (GraphQLRequest? Request, string Fault) ReadQuery(IQueryCollection query)
    {
        var (variables, extensions) = (Json(query["variables"]), Json(query["extensions"]));
        if (variables is null || extensions is null) return (null, "Parameters variables and extensions must be JSON.");
        var text = (string?)query["query"];
        var name = (string?)query["operationName"];
        var fault = Fault(variables.Value, extensions.Value);
        return (fault is null ? new GraphQLRequest(text, string.IsNullOrEmpty(name) ? null : name, variables.Value, extensions.Value) : null, fault ?? "");
    }

    private static ReadBody Parse(ReadOnlySequence<byte> body)
    {
        try
        {
            var json = JsonDocument.Parse(body, Strict);
            var (request, fault) = Of(json.RootElement);
            return new ReadBody(request, json, StatusCodes.Status400BadRequest, fault, body.End);
        }
        catch (JsonException)
        {
            return new ReadBody(null, null, StatusCodes.Status400BadRequest, "The body is not JSON.", body.End);
        }
    }

    /// <summary>The request a JSON object holds.</summary>
    public static (GraphQLRequest? Request, string Fault) Of(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Array) return (null, "Batches are not served.");
        if (json.ValueKind != JsonValueKind.Object) return (null, "The body must be a JSON object.");
        var (query, name, variables, extensions) = (Member(json, "query"), Member(json, "operationName"), Member(json, "variables"), Member(json, "extensions"));
        if (!IsTextOrNothing(query)) return (null, "Parameter query must be a string.");
        if (!IsTextOrNothing(name)) return (null, "Parameter operationName must be a string.");
        if (Fault(variables, extensions) is { } fault) return (null, fault);
        try
        {
            return (new GraphQLRequest(Text(query), Text(name), variables, extensions), "");
        }
        catch (InvalidOperationException)
        {
            return (null, "Parameter query is not valid Unicode.");
        }
    }

    private static string? Fault(JsonElement variables, JsonElement extensions) =>
        !IsObjectOrNothing(variables) ? "Parameter variables must be an object."
        : !IsObjectOrNothing(extensions) ? "Parameter extensions must be an object."
        : null;

    private static string? Text(JsonElement json) => json.ValueKind == JsonValueKind.String ? json.GetString() : null;

    private static JsonElement Member(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value : default;

    private static bool IsTextOrNothing(JsonElement json) => json.ValueKind is JsonValueKind.String or JsonValueKind.Null or JsonValueKind.Undefined;

    private static bool IsObjectOrNothing(JsonElement json) => json.ValueKind is JsonValueKind.Object or JsonValueKind.Null or JsonValueKind.Undefined;

    private static JsonElement? Json(string? text)
    {
        if (string.IsNullOrEmpty(text)) return default(JsonElement);
        try
        {
            using var json = JsonDocument.Parse(text, Strict);
            return json.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
