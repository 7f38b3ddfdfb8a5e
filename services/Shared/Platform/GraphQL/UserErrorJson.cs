using System.Text.Json;
using System.Text.Json.Serialization;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Platform.GraphQL;

/// <summary>User errors as they are kept with the answer to an idempotency key.</summary>
internal sealed class UserErrorJson : JsonConverter<UserError>
{
    /// <inheritdoc/>
    public override UserError Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var kept = JsonSerializer.Deserialize<Kept>(ref reader, options)!;
        return UserError.Of(new Error(kept.Code, kept.Message) { Kind = kept.Kind, Advice = kept.Advice });
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, UserError value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, new Kept(value.Code, value.Message, value.Kind, value.Advice), options);

    private sealed record Kept(string Code, string Message, ErrorKind Kind = ErrorKind.Invalid, string? Advice = null);
}
