using System.Text.Json;
using PortfolioPlatform.Exchanges.Core;

namespace PortfolioPlatform.Coinbase;

/// <summary>The venue's errors: v3 answers <c>{error, message}</c>, v2 answers <c>{errors: [{id, message}]}</c>, a gateway in front of both plain text.</summary>
internal static class CoinbaseErrors
{
    private static readonly ErrorTable Table = new(
    [
        new("rate_limit_exceeded", VenueErrorType.RateLimited),
        new("RESOURCE_EXHAUSTED", VenueErrorType.RateLimited),
        new("too many requests", VenueErrorType.RateLimited, ErrorMatch.Contains),
        new("expired_token", VenueErrorType.ClockSkew),
        new("invalid_token", VenueErrorType.InvalidKey),
        new("revoked_token", VenueErrorType.InvalidKey),
        new("authentication_error", VenueErrorType.InvalidSignature),
        new("UNAUTHENTICATED", VenueErrorType.InvalidKey),
        new("unauthorized", VenueErrorType.InvalidKey, ErrorMatch.Contains),
        new("invalid_scope", VenueErrorType.PermissionDenied),
        new("PERMISSION_DENIED", VenueErrorType.PermissionDenied),
        new("two_factor_required", VenueErrorType.PermissionDenied),
        new("personal_details_required", VenueErrorType.PermissionDenied),
        new("not_found", VenueErrorType.UnknownSymbol),
        new("INVALID_ARGUMENT", VenueErrorType.InvalidRequest),
        new("param_required", VenueErrorType.InvalidRequest),
        new("validation_error", VenueErrorType.InvalidRequest),
        new("invalid_request", VenueErrorType.InvalidRequest),
        new("maintenance", VenueErrorType.Maintenance, ErrorMatch.Contains),
        new("UNAVAILABLE", VenueErrorType.Unavailable),
        new("internal_server_error", VenueErrorType.Unavailable),
        new("INTERNAL", VenueErrorType.Unavailable),
    ]);

    /// <summary>The error of an answer, or null when it is none (or one without a readable body: then the status speaks).</summary>
    public static VenueError? Read(VenueResponse response)
    {
        if (response.Status < 400 || CoinbaseMapper.TryParse(response.Body) is not { ValueKind: JsonValueKind.Object } root) return null;
        if (root.TryGetProperty("errors", out var list) && list.ValueKind == JsonValueKind.Array && list.GetArrayLength() > 0)
        {
            return Of(response, CoinbaseMapper.IdOf(list[0], "id") ?? "", CoinbaseMapper.IdOf(list[0], "message") ?? "");
        }

        var code = CoinbaseMapper.IdOf(root, "error");
        var message = CoinbaseMapper.IdOf(root, "message") ?? CoinbaseMapper.IdOf(root, "error_details");
        return code is null && message is null ? null : Of(response, code ?? $"HTTP_{response.Status}", message ?? code!);
    }

    // What the table does not know, the status still tells.
    private static VenueError Of(VenueResponse response, string code, string message)
    {
        var error = Table.Classify(code, message);
        return error.Type == VenueErrorType.Unknown ? error with { Type = VenueErrors.OfStatus(response).Type } : error;
    }
}
