using System.Globalization;
using System.Text.Json;
using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Markets;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Kraken;

/// <summary>Writes the <c>result</c> of an endpoint; returns Kraken's error text instead, or null when all went well.</summary>
internal delegate string? KrakenEndpoint(KrakenCall call, Utf8JsonWriter json);

/// <summary>A call of a Kraken endpoint: its arguments, and who made it.</summary>
internal sealed record KrakenCall(VenueSite Site, DemoKey? Caller, IReadOnlyDictionary<string, string> Arguments, Dictionary<string, VenueMarket> Pairs)
{
    /// <summary>The key of a private call.</summary>
    public DemoKey Key => Caller ?? throw new InvalidOperationException("A public endpoint has no caller.");

    /// <summary>An argument, or null.</summary>
    public string? this[string name] => Arguments.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    /// <summary>The market of the <c>pair</c> argument; null when there is none of that name.</summary>
    public VenueMarket? Pair => this["pair"] is { } name ? Pairs.GetValueOrDefault(name) : null;

    /// <summary>A number, or what stands for it; a text that is no number is null and thus missing.</summary>
    public decimal? Number(string name) => decimal.TryParse(this[name], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A flag.</summary>
    public bool Flag(string name) => string.Equals(this[name], "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads the caller's account.</summary>
    public T Read<T>(Func<AccountBook, T> read) => Site.Read(Key, read);
}
