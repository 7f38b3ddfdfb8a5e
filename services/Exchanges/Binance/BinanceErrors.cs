using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using PortfolioPlatform.Exchanges.Core;

namespace PortfolioPlatform.Binance;

/// <summary>Binance's error table. Two envelopes: <c>{"code":-1121,"msg":…}</c>, and <c>{"code":"000000","success":true}</c> of some SAPI families.</summary>
internal static partial class BinanceErrors
{
    private static readonly ErrorTable Table = new(
    [
        new("-1003", VenueErrorType.RateLimited),
        new("-1015", VenueErrorType.RateLimited),
        new("-1008", VenueErrorType.Unavailable),
        new("-1000", VenueErrorType.Unavailable),
        new("-1001", VenueErrorType.Unavailable),
        new("-1006", VenueErrorType.Unavailable),
        new("-1007", VenueErrorType.Unavailable),
        new("-1016", VenueErrorType.Maintenance),
        new("-10001", VenueErrorType.Maintenance),
        new("-1021", VenueErrorType.ClockSkew),
        new("-1022", VenueErrorType.InvalidSignature),
        new("-2014", VenueErrorType.InvalidKey),
        new("-2008", VenueErrorType.InvalidKey),
        new("permissions for action", VenueErrorType.InvalidKey, ErrorMatch.Contains),
        new("-2015", VenueErrorType.InvalidKey),
        new("-1002", VenueErrorType.PermissionDenied),
        new("-1121", VenueErrorType.UnknownSymbol),
        new("-1100", VenueErrorType.InvalidRequest),
        new("-1102", VenueErrorType.InvalidRequest),
        new("-1127", VenueErrorType.InvalidRequest),
        new("-1128", VenueErrorType.InvalidRequest),
        new("-11", VenueErrorType.InvalidRequest, ErrorMatch.Prefix),
        new("-2013", VenueErrorType.InvalidRequest),
        new("-2026", VenueErrorType.InvalidRequest),
        new("-6021", VenueErrorType.InvalidRequest),
    ]);

    /// <summary>The error of an answer, or null.</summary>
    public static VenueError? Read(VenueResponse response)
    {
        if (response.Status < 400 && response.Body.Span is not [(byte)'{', ..]) return null;
        var told = Told(response.Body);
        if (response.Status is 418 or 429) return Limited(response, told);
        return told is { } error ? Table.Classify(error.Code, error.Message) : null;
    }

    /// <summary>Classifies a code of the WebSocket API.</summary>
    public static VenueError Classify(string code, string message) => Table.Classify(code, message);

    private static VenueError Limited(VenueResponse response, (string Code, string Message)? told)
    {
        var error = VenueErrors.OfStatus(response);
        var wait = error.RetryAfter;
        if (told is { } text && Until().Match(text.Message) is { Success: true } until && long.TryParse(until.Groups[1].Value, CultureInfo.InvariantCulture, out var milliseconds))
            wait = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) - response.ReceivedAt;
        // Retry-After has been seen as 0: never less than ten seconds.
        return error with { VenueCode = told?.Code ?? error.VenueCode, Message = told?.Message ?? error.Message, RetryAfter = wait > TimeSpan.FromSeconds(10) ? wait : TimeSpan.FromSeconds(10) };
    }

    private static (string Code, string Message)? Told(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("code", out var code)) return null;
            var text = WireJson.Text(code);
            if (text is "000000" or "200" or "0") return null;
            return (text, root.TryGetProperty("msg", out var msg) || root.TryGetProperty("message", out msg) ? WireJson.Text(msg) : "");
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [GeneratedRegex("banned until ([0-9]{13})", RegexOptions.NonBacktracking)]
    private static partial Regex Until();
}
