using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace PortfolioPlatform.Sandbox;

/// <summary>Answers of JSON written by hand: first into memory (perhaps under the world's lock), then out.</summary>
internal static class WireAnswer
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>The bytes of what <paramref name="write"/> writes.</summary>
    public static ReadOnlyMemory<byte> Json(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, Options)) write(json);
        return buffer.WrittenMemory;
    }

    /// <summary>The text of what <paramref name="write"/> writes.</summary>
    public static string Text(Action<Utf8JsonWriter> write) => System.Text.Encoding.UTF8.GetString(Json(write).Span);

    /// <summary>Sends a body.</summary>
    public static async Task SendAsync(this HttpContext context, ReadOnlyMemory<byte> body, int status = StatusCodes.Status200OK, string type = "application/json; charset=utf-8")
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    /// <summary>All bytes of a request's body.</summary>
    public static async Task<byte[]> BodyAsync(this HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        return body.ToArray();
    }

    /// <summary>A JSON value; an undefined one when the bytes are none.</summary>
    public static JsonElement Parse(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return bytes.IsEmpty ? default : JsonElement.Parse(bytes);
        }
        catch (JsonException)
        {
            return default;
        }
    }

    /// <summary>A member's text (strings and numbers); null when there is none.</summary>
    public static string? Member(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Number ? value.ToString() : null;
}
