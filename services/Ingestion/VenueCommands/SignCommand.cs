using System.Globalization;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Ingestion.VenueCommands;

/// <summary><c>Host sign</c>: prints a request as the connector would sign it at a given time, to compare with a venue's own examples.</summary>
internal static class SignCommand
{
    /// <summary>The command.</summary>
    public static HostCommand Command { get; } = new(
        "sign",
        "sign --venue NAME --method GET|POST|…|WS --path PATH[?QUERY] [--body TEXT] --key KEY --secret SECRET [--passphrase TEXT] --time ISO|UNIX [--nonce N] [--random HEX] [--host HOST]   prints the signed request",
        RunAsync);

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var options = CommandOptions.Parse(context.Arguments);
        try
        {
            foreach (var line in Lines(options)) await context.Output.WriteLineAsync(line);
            return 0;
        }
        catch (Exception wrong) when (wrong is FormatException or ArgumentException or System.Security.Cryptography.CryptographicException)
        {
            await context.Error.WriteLineAsync(wrong.Message);
            return 2;
        }
    }

    /// <summary>The signed request as lines: request line, headers, and after an empty line the body.</summary>
    internal static IEnumerable<string> Lines(CommandOptions options)
    {
        var connector = Venues.Find(Needed(options, "venue")) ?? throw new FormatException($"There is no venue '{options["venue"]}'.");
        using var credentials = new VenueCredentials(Needed(options, "key"), new Secret(Needed(options, "secret")), options["passphrase"] is { } phrase ? new Secret(phrase) : null);
        var stamp = Stamp(options, connector.Profile);
        var method = Needed(options, "method").ToUpperInvariant();
        var path = Needed(options, "path");
        if (method == "WS" && connector.Profile.Signer is IStreamSigner stream) return [$"WS {path}", "", stream.Login(path, credentials, stamp)];
        var request = new VenueRequest(new HttpMethod(method), path.Split('?')[0]) { Signed = true, Body = options["body"] is { Length: > 0 } body ? body : null, Query = [.. Pairs(path)] };
        var signed = (connector.Profile.Signer ?? throw new FormatException("The venue has no signer.")).Sign(request, credentials, stamp);
        return Print(signed, new Uri(connector.Profile.Rest, "/"));
    }

    private static IEnumerable<string> Print(VenueRequest signed, Uri address)
    {
        yield return $"{signed.Method.Method} {new Uri(address, signed.Path)}{(signed.Query.Length > 0 ? "?" + signed.QueryText : "")}";
        foreach (var (name, value) in signed.Headers) yield return $"{name}: {value}";
        if (signed.BodyText.Length == 0) yield break;
        yield return "Content-Type: " + signed.ContentType;
        yield return "";
        yield return signed.BodyText;
    }

    private static SigningStamp Stamp(CommandOptions options, VenueProfile profile)
    {
        var time = Time(Needed(options, "time"));
        var clock = profile.Nonce switch
        {
            NonceUnit.Milliseconds => time.ToUnixTimeMilliseconds(),
            NonceUnit.Microseconds => (time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond,
            _ => 0,
        };
        var nonce = options["nonce"] is { } told ? long.Parse(told, CultureInfo.InvariantCulture) : clock;
        return new SigningStamp(time, nonce, options["host"] ?? profile.Rest.Authority, options["random"] ?? "00");
    }

    /// <summary>ISO 8601, or Unix seconds (with a fraction), milliseconds or microseconds by their length.</summary>
    private static DateTimeOffset Time(string text)
    {
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
        var micros = number switch { >= 100_000_000_000_000m => number, >= 100_000_000_000m => number * 1_000m, _ => number * 1_000_000m };
        return DateTimeOffset.UnixEpoch.AddTicks((long)micros * TimeSpan.TicksPerMicrosecond);
    }

    private static IEnumerable<KeyValuePair<string, string>> Pairs(string path)
    {
        if (path.IndexOf('?', StringComparison.Ordinal) is not (>= 0 and var mark)) yield break;
        foreach (var pair in path[(mark + 1)..].Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            yield return equals < 0 ? new(Uri.UnescapeDataString(pair), "") : new(Uri.UnescapeDataString(pair[..equals]), Uri.UnescapeDataString(pair[(equals + 1)..]));
        }
    }

    private static string Needed(CommandOptions options, string name) => options[name] ?? throw new FormatException($"--{name} is missing. Usage: {Command.Usage}");
}
