using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace PortfolioPlatform.GraphQL.Http;

/// <summary>The media types of GraphQL over HTTP and which of them a client takes.</summary>
internal static class MediaTypes
{
    public const string Response = "application/graphql-response+json";
    public const string Json = "application/json";
    public const string Events = "text/event-stream";

    /// <summary>The type to answer in; null if the client takes neither. Without an Accept it is JSON, as older clients expect.</summary>
    public static string? Accepted(StringValues accept)
    {
        if (StringValues.IsNullOrEmpty(accept)) return Json;
        if (!MediaTypeHeaderValue.TryParseList(accept, out var types)) return null;
        foreach (var type in types.OrderByDescending(t => t.Quality ?? 1))
        {
            if (type.Charset.HasValue && !type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)) continue;
            if (type.MediaType.Equals(Events, StringComparison.OrdinalIgnoreCase)) return Events;
            if (type.MediaType.Equals(Response, StringComparison.OrdinalIgnoreCase)) return Response;
            if (type.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase) || type.MatchesAllTypes || type.MediaType.Equals("application/*", StringComparison.OrdinalIgnoreCase)) return Json;
        }
        return null;
    }

    /// <summary>A body this server reads: JSON in UTF-8.</summary>
    public static bool IsReadable(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type) && type.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase));
}
