using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace PortfolioPlatform.Sandbox.Bitfinex;

/// <summary>A refusal in Bitfinex's words: <c>["error", code, "text"]</c>.</summary>
internal readonly record struct BitfinexError(int Code, string Text)
{
    public static readonly BitfinexError UnknownKey = new(10100, "apikey: invalid");
    public static readonly BitfinexError BadDigest = new(10100, "apikey: digest invalid");
    public static readonly BitfinexError BadNonce = new(10100, "nonce: invalid");
    public static readonly BitfinexError SmallNonce = new(10114, "nonce: small");
    public static readonly BitfinexError NoPermission = new(10001, "api_key: permission invalid");
    public static readonly BitfinexError BadSymbol = new(10020, "symbol: invalid");
    public static readonly BitfinexError BadLimit = new(10020, "limit: invalid");
    public static readonly BitfinexError NoOrder = new(10001, "Order not found.");
}

/// <summary>Error answers.</summary>
internal static class BitfinexErrors
{
    /// <summary>Most refusals come with HTTP 500.</summary>
    public static Task SendAsync(this HttpContext context, BitfinexError error) =>
        context.SendAsync(WireAnswer.Json(json => Write(json, error)), StatusCodes.Status500InternalServerError);

    public static Task RateLimitedAsync(HttpContext context) =>
        context.SendAsync("""{"error":"ERR_RATE_LIMIT"}"""u8.ToArray(), StatusCodes.Status429TooManyRequests);

    private static void Write(Utf8JsonWriter json, BitfinexError error)
    {
        json.WriteStartArray();
        json.WriteStringValue("error");
        json.WriteNumberValue(error.Code);
        json.WriteStringValue(error.Text);
        json.WriteEndArray();
    }
}
