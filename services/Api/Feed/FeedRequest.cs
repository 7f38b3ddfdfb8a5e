using System.Text.Json;
using System.Text.Json.Serialization;

namespace PortfolioPlatform.Api.Feed;

/// <summary>A message from a client.</summary>
internal sealed record FeedRequest(string? Type, long? Id, string? Topic, string? Argument, FeedResume? Resume)
{
    /// <summary>Reads a message; null when it is none.</summary>
    internal static FeedRequest? Read(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return JsonSerializer.Deserialize(utf8, FeedJson.Default.FeedRequest);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>Where a client was before it lost the connection.</summary>
internal sealed record FeedResume(string? Epoch, long Version);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(FeedRequest))]
internal sealed partial class FeedJson : JsonSerializerContext;
