using System.Text.Json;
using PortfolioPlatform.Exchanges.Core;

namespace PortfolioPlatform.Huobi;

/// <summary>The venue's errors: v1 <c>{status: error, err-code, err-msg}</c>, v2 <c>{code, message}</c> with a code other than 200; both with status 200 as a rule.</summary>
internal static class HuobiErrors
{
    private static readonly ErrorTable Table = new(
    [
        new("Incorrect Access key", VenueErrorType.InvalidKey, ErrorMatch.Contains),
        new("submission time", VenueErrorType.ClockSkew, ErrorMatch.Contains),
        new("no permission", VenueErrorType.PermissionDenied, ErrorMatch.Contains),
        new("api-signature-not-valid", VenueErrorType.InvalidSignature),
        new("api-signature-check-failed", VenueErrorType.InvalidSignature),
        new("1003", VenueErrorType.InvalidSignature),
        new("1002", VenueErrorType.PermissionDenied),
        new("invalid-timestamp", VenueErrorType.ClockSkew, ErrorMatch.Contains),
        new("login-required", VenueErrorType.InvalidKey),
        new("403", VenueErrorType.InvalidKey),
        new("permission", VenueErrorType.PermissionDenied, ErrorMatch.Contains),
        new("base-request-exceed-frequency-limit", VenueErrorType.RateLimited),
        new("rate-too-many-requests", VenueErrorType.RateLimited),
        new("too-many-request", VenueErrorType.RateLimited, ErrorMatch.Contains),
        new("429", VenueErrorType.RateLimited),
        new("maintenance", VenueErrorType.Maintenance, ErrorMatch.Contains),
        new("gateway-internal-error", VenueErrorType.Unavailable),
        new("base-system-error", VenueErrorType.Unavailable),
        new("timeout", VenueErrorType.Unavailable, ErrorMatch.Contains),
        new("500", VenueErrorType.Unavailable),
        new("base-symbol-error", VenueErrorType.UnknownSymbol),
        new("base-symbol-trade-disabled", VenueErrorType.UnknownSymbol),
        new("invalid symbol", VenueErrorType.UnknownSymbol, ErrorMatch.Contains),
        new("invalid-parameter", VenueErrorType.InvalidRequest),
        new("base-date-limit-error", VenueErrorType.InvalidRequest),
        new("base-record-invalid", VenueErrorType.InvalidRequest),
        new("2002", VenueErrorType.InvalidRequest),
        new("1010", VenueErrorType.InvalidRequest),
        new("1017", VenueErrorType.InvalidRequest),
    ]);

    // Two seconds is the window of all private limits.
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(2);

    /// <summary>The error of an answer, or null when it is none (or one without a readable body: then the status speaks).</summary>
    public static VenueError? Read(VenueResponse response)
    {
        if (!IsSuspicious(response)) return null;
        try
        {
            using var document = JsonDocument.Parse(response.Body);
            return document.RootElement.ValueKind == JsonValueKind.Object ? Of(document.RootElement, response) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // An error is a short answer; a long page is not read twice.
    private static bool IsSuspicious(VenueResponse response) => response.Status >= 400 || response.Body.Length < 2000 || response.Body.Span.StartsWith("{\"status\":\"error\""u8);

    private static VenueError? Of(JsonElement root, VenueResponse response)
    {
        if (HuobiMapper.IdOf(root, "status") == "error") return Classify(HuobiMapper.IdOf(root, "err-code") ?? "", HuobiMapper.IdOf(root, "err-msg") ?? "", response);
        var code = HuobiMapper.IdOf(root, "code");
        return code is null or "200" ? null : Classify(code, HuobiMapper.IdOf(root, "message") ?? "", response);
    }

    private static VenueError Classify(string code, string message, VenueResponse response)
    {
        var error = Table.Classify(code, message);
        if (error.Type == VenueErrorType.Unknown && response.Status >= 400) error = error with { Type = VenueErrors.OfStatus(response).Type };
        return error.Type == VenueErrorType.RateLimited ? error with { RetryAfter = Window } : error;
    }
}
