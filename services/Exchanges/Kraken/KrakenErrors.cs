using System.Text.Json;
using PortfolioPlatform.Exchanges.Core;

namespace PortfolioPlatform.Kraken;

/// <summary>Kraken's error table: strings with severity and category, answered with status 200. Warnings (W…) are no failures.</summary>
internal static class KrakenErrors
{
    private static readonly ErrorTable Table = new(
    [
        new("EAPI:Invalid key", VenueErrorType.InvalidKey),
        new("EAPI:Invalid signature", VenueErrorType.InvalidSignature),
        new("EAPI:Invalid nonce", VenueErrorType.InvalidNonce),
        new("EAPI:Rate limit exceeded", VenueErrorType.RateLimited),
        new("EOrder:Rate limit exceeded", VenueErrorType.RateLimited),
        new("EGeneral:Too many requests", VenueErrorType.RateLimited),
        new("EGeneral:Temporary lockout", VenueErrorType.Banned),
        new("EGeneral:Permission denied", VenueErrorType.PermissionDenied),
        new("EAPI:Feature disabled", VenueErrorType.PermissionDenied),
        new("ETrade:User Locked", VenueErrorType.PermissionDenied),
        new("EService:Market in", VenueErrorType.Maintenance, ErrorMatch.Prefix),
        new("EService:Unavailable", VenueErrorType.Maintenance),
        new("EService:Busy", VenueErrorType.Unavailable),
        new("EService:Timeout", VenueErrorType.Unavailable),
        new("EGeneral:Internal error", VenueErrorType.Unavailable, ErrorMatch.Prefix),
        new("EQuery:Unknown asset", VenueErrorType.UnknownSymbol, ErrorMatch.Prefix),
        new("EQuery:Invalid asset pair", VenueErrorType.UnknownSymbol),
        new("EGeneral:Invalid arguments", VenueErrorType.InvalidRequest, ErrorMatch.Prefix),
        new("EOrder:", VenueErrorType.InvalidRequest, ErrorMatch.Prefix),
        new("ESession:Invalid session", VenueErrorType.InvalidKey),
    ]);

    /// <summary>The first error of an answer, or null.</summary>
    public static VenueError? Read(VenueResponse response) =>
        FirstError(response.Body) is not { } text ? null : Classify(text);

    /// <summary>Classifies one error string.</summary>
    public static VenueError Classify(string text)
    {
        var error = Table.Classify(text, text);
        return error.Type switch
        {
            // Going on while limited prolongs it; the counter has room again after a few seconds of decay.
            VenueErrorType.RateLimited => error with { RetryAfter = TimeSpan.FromSeconds(15) },
            VenueErrorType.Banned => error with { RetryAfter = TimeSpan.FromMinutes(15) },
            _ => error,
        };
    }

    private static string? FirstError(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("error", out var errors) || errors.ValueKind != JsonValueKind.Array) return null;
            return errors.EnumerateArray().Select(WireJson.Text).FirstOrDefault(text => text.StartsWith('E'));
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
