using System.Text.Json;

namespace PortfolioPlatform.Deribit;

/// <summary>The envelope of JSON-RPC.</summary>
internal static class DeribitAnswer
{
    /// <summary>What stands in <c>result</c>; null when the bytes are no answer.</summary>
    public static JsonElement? Result(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("result", out var result) ? result.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A list in the result, such as <c>logs</c>; null when there is none.</summary>
    public static JsonElement? List(ReadOnlyMemory<byte> body, string name) =>
        Result(body) is { ValueKind: JsonValueKind.Object } result && result.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list : null;
}
