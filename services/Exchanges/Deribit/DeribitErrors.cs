using System.Text.Json;
using PortfolioPlatform.Exchanges.Core;

namespace PortfolioPlatform.Deribit;

/// <summary>The venue's errors: <c>{"jsonrpc":"2.0","error":{"code":13004,"message":"invalid_credentials"}}</c>.</summary>
internal static class DeribitErrors
{
    private static readonly ErrorTable Table = new(
    [
        new("10028", VenueErrorType.RateLimited),
        new("10066", VenueErrorType.RateLimited),
        new("too_many_requests", VenueErrorType.RateLimited, ErrorMatch.Contains),
        new("10040", VenueErrorType.Unavailable),
        new("10041", VenueErrorType.Unavailable),
        new("10047", VenueErrorType.Unavailable),
        new("13028", VenueErrorType.Unavailable),
        new("13888", VenueErrorType.Unavailable),
        new("11051", VenueErrorType.Maintenance),
        new("maintenance", VenueErrorType.Maintenance, ErrorMatch.Contains),
        new("timestamp", VenueErrorType.ClockSkew, ErrorMatch.Contains),
        new("13004", VenueErrorType.InvalidKey),
        new("13009", VenueErrorType.InvalidKey),
        new("13021", VenueErrorType.PermissionDenied),
        new("13403", VenueErrorType.PermissionDenied),
        new("forbidden", VenueErrorType.PermissionDenied, ErrorMatch.Contains),
        new("13020", VenueErrorType.UnknownSymbol),
        new("11044", VenueErrorType.UnknownSymbol),
        new("11050", VenueErrorType.InvalidRequest),
        new("11029", VenueErrorType.InvalidRequest),
        new("-326", VenueErrorType.InvalidRequest, ErrorMatch.Prefix),
    ]);

    /// <summary>The error of an answer, or null when it is none.</summary>
    public static VenueError? Read(VenueResponse response)
    {
        if (response.Status < 400 && response.Body.Span.IndexOf("\"error\""u8) < 0) return null;
        try
        {
            using var document = JsonDocument.Parse(response.Body);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("error", out var error) ? Of(error) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static VenueError? Of(JsonElement error)
    {
        if (error.ValueKind != JsonValueKind.Object || !error.TryGetProperty("code", out var code)) return null;
        var message = error.TryGetProperty("message", out var text) ? WireJson.Text(text) : "";
        return Table.Classify(WireJson.Text(code), message);
    }
}
