using System.Text.Json;
using PortfolioPlatform.Exchanges.Core;

namespace PortfolioPlatform.Bitfinex;

/// <summary>The venue's errors: <c>["error", code, text]</c> (usually with status 500), or an object with <c>error</c>, <c>code</c> or <c>message</c>.</summary>
internal static class BitfinexErrors
{
    private static readonly ErrorTable Table = new(
    [
        new("ERR_RATE_LIMIT", VenueErrorType.RateLimited, ErrorMatch.Contains),
        new("ratelimit", VenueErrorType.RateLimited, ErrorMatch.Contains),
        new("11010", VenueErrorType.RateLimited),
        new("10114", VenueErrorType.InvalidNonce),
        new("nonce", VenueErrorType.InvalidNonce, ErrorMatch.Contains),
        new("digest invalid", VenueErrorType.InvalidSignature, ErrorMatch.Contains),
        new("10111", VenueErrorType.InvalidKey),
        new("10112", VenueErrorType.InvalidSignature),
        new("10113", VenueErrorType.InvalidSignature),
        new("apikey: invalid", VenueErrorType.InvalidKey, ErrorMatch.Contains),
        new("10100", VenueErrorType.InvalidKey),
        new("permission", VenueErrorType.PermissionDenied, ErrorMatch.Contains),
        new("10200", VenueErrorType.PermissionDenied),
        new("10201", VenueErrorType.PermissionDenied),
        new("maintenance", VenueErrorType.Maintenance, ErrorMatch.Contains),
        new("20060", VenueErrorType.Maintenance),
        new("temporarily_unavailable", VenueErrorType.Unavailable, ErrorMatch.Contains),
        new("11000", VenueErrorType.Unavailable),
        new("symbol: invalid", VenueErrorType.UnknownSymbol, ErrorMatch.Contains),
        new("10302", VenueErrorType.UnknownSymbol),
        new("10020", VenueErrorType.InvalidRequest),
        new("10001", VenueErrorType.PermissionDenied),
    ]);

    // A block lasts ten to sixty seconds and is not told.
    private static readonly TimeSpan Block = TimeSpan.FromSeconds(60);

    /// <summary>The error of an answer, or null when it is none (or one without a readable body: then the status speaks).</summary>
    public static VenueError? Read(VenueResponse response)
    {
        if (!IsSuspicious(response)) return null;
        try
        {
            using var document = JsonDocument.Parse(response.Body);
            return document.RootElement.ValueKind switch
            {
                JsonValueKind.Array => OfArray(document.RootElement),
                JsonValueKind.Object => OfObject(document.RootElement, response),
                _ => null,
            };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Pages are long lists of lists; only an answer that fails, or does not start like one, is looked at.
    private static bool IsSuspicious(VenueResponse response) => response.Status >= 400 || (response.Body.Length < 2000 && !response.Body.Span.StartsWith("[["u8));

    private static VenueError? OfArray(JsonElement root) =>
        root.GetArrayLength() >= 3 && root[0].ValueKind == JsonValueKind.String && root[0].GetString() == "error" ? Classify(WireJson.Text(root[1]), WireJson.Text(root[2])) : null;

    private static VenueError? OfObject(JsonElement root, VenueResponse response)
    {
        var text = new[] { "error", "message" }.Select(name => root.TryGetProperty(name, out var value) ? WireJson.Text(value) : null).FirstOrDefault(value => !string.IsNullOrEmpty(value));
        if (text is null) return null;
        var error = Classify(root.TryGetProperty("code", out var code) ? WireJson.Text(code) : text, text);
        return error.Type == VenueErrorType.Unknown && response.Status >= 400 ? error with { Type = VenueErrors.OfStatus(response).Type } : error;
    }

    private static VenueError Classify(string code, string text)
    {
        var error = Table.Classify(code, text);
        return error.Type == VenueErrorType.RateLimited ? error with { RetryAfter = Block } : error;
    }
}
