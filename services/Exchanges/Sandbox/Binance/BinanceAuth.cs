using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Binance;

/// <summary>Checks Binance's signed calls: key, time window, HMAC over query and body as they were sent.</summary>
internal sealed class BinanceAuth(VenueSite site)
{
    private const decimal LongestWindow = 60_000;

    /// <summary>The arguments of a call and the exact text that was signed.</summary>
    public static async Task<(Dictionary<string, string> Arguments, string Signed)> ReadAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        var query = context.Request.QueryString.Value?.TrimStart('?') ?? "";
        var arguments = Parse(body);
        foreach (var (name, value) in Parse(query)) arguments[name] = value;
        return (arguments, WithoutSignature(query) + WithoutSignature(body));
    }

    /// <summary>The caller by the API key header alone.</summary>
    public (DemoKey? Key, BinanceError? Error) Key(string? publicPart)
    {
        if (string.IsNullOrEmpty(publicPart)) return (null, new BinanceError(-2014, "API-key format invalid.", 401));
        return site.FindKey(publicPart) is { } key ? (key, null) : (null, new BinanceError(-2015, "Invalid API-key, IP, or permissions for action.", 401));
    }

    /// <summary>Checks time and signature.</summary>
    public BinanceError? Check(DemoKey key, IReadOnlyDictionary<string, string> arguments, string signed)
    {
        if (!arguments.TryGetValue("timestamp", out var text) || !long.TryParse(text, out var stamp)) return BinanceError.Missing("timestamp");
        if (!arguments.TryGetValue("signature", out var signature)) return BinanceError.Missing("signature");
        if (!decimal.TryParse(arguments.GetValueOrDefault("recvWindow", "5000"), NumberStyles.Float, CultureInfo.InvariantCulture, out var window)) return BinanceError.Missing("recvWindow");
        if (window > LongestWindow) return new BinanceError(-1131, "recvWindow must be less than 60000.");
        return Time(stamp, window) ?? (Matches(key, signed, signature) ? null : new BinanceError(-1022, "Signature for this request is not valid."));
    }

    /// <summary>Lower-case hex of HMAC-SHA256.</summary>
    public static string Sign(string secret, string payload) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(payload)));

    // The way to the venue takes real time while the clock may run faster, so the tolerance grows with its scale.
    private BinanceError? Time(long stamp, decimal window)
    {
        var milliseconds = stamp > 100_000_000_000_000 ? stamp / 1000 : stamp;
        var (now, scale) = (site.VenueNow().ToUnixTimeMilliseconds(), (decimal)Math.Max(1, site.Clock.Scale));
        if (milliseconds >= now + (1000 * scale)) return new BinanceError(-1021, "Timestamp for this request was 1000ms ahead of the server's time.");
        return now - milliseconds > window * scale ? new BinanceError(-1021, "Timestamp for this request is outside of the recvWindow.") : null;
    }

    private static bool Matches(DemoKey key, string signed, string signature) =>
        string.Equals(Sign(key.Secret, signed), signature, StringComparison.OrdinalIgnoreCase);

    private static string WithoutSignature(string text) =>
        string.Join('&', text.Split('&').Where(p => !p.StartsWith("signature=", StringComparison.Ordinal)));

    private static Dictionary<string, string> Parse(string text) =>
        QueryHelpers.ParseQuery(text).ToDictionary(p => p.Key, p => p.Value.ToString(), StringComparer.Ordinal);
}
