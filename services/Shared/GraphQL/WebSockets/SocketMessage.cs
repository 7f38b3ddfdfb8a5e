using System.Text.Json;
using PortfolioPlatform.GraphQL.Http;

namespace PortfolioPlatform.GraphQL.WebSockets;

/// <summary>A message of a client.</summary>
internal sealed record SocketMessage(string Type, string? Id, GraphQLRequest? Request, string? Payload)
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64 };

    /// <summary>Reads a message; null and why if it is none.</summary>
    public static SocketMessage? Read(ReadOnlyMemory<byte> utf8, out string fault)
    {
        try
        {
            using var json = JsonDocument.Parse(utf8, Strict);
            return Read(json.RootElement, out fault);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            fault = "Invalid message: not JSON";
            return null;
        }
    }

    private static SocketMessage? Read(JsonElement json, out string fault)
    {
        fault = "";
        if (json.ValueKind != JsonValueKind.Object) return Refuse("Invalid message: not an object", out fault);
        if (Text(json, "type") is not { } type) return Refuse("Invalid message: 'type' must be a string", out fault);
        var hasPayload = json.TryGetProperty("payload", out var payload);
        if (type is "connection_init" or "ping" or "pong")
            return hasPayload && payload.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null)
                ? Refuse("Invalid message: 'payload' must be an object", out fault)
                : new SocketMessage(type, null, null, hasPayload ? payload.GetRawText() : null);
        if (type is not ("subscribe" or "complete")) return Refuse("Invalid message: unknown 'type'", out fault);
        if (Text(json, "id") is not { Length: > 0 } id) return Refuse("Invalid message: 'id' must be a string", out fault);
        if (type == "complete") return new SocketMessage(type, id, null, null);
        if (payload.ValueKind != JsonValueKind.Object) return Refuse("Invalid message: 'payload' must be an object", out fault);
        var (request, wrong) = RequestReader.Of(payload.Clone());
        return request is null ? Refuse($"Invalid message: {wrong}", out fault) : new SocketMessage(type, id, request, null);
    }

    private static SocketMessage? Refuse(string message, out string fault)
    {
        fault = message;
        return null;
    }

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
