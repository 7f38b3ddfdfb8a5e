using System.Globalization;
using System.Text.Json;
using PortfolioPlatform.Exchanges.Core;

namespace PortfolioPlatform.Coinbase;

/// <summary>
/// Coinbase: Advanced Trade (v3) and the wallet API (v2) with one CDP key. One event has one source: fills come from v3, everything else from the v2 wallets,
/// whose rows are the ledger; the v2 rows of fills are left out.
/// </summary>
public sealed class CoinbaseConnector : IVenueConnector
{
    /// <inheritdoc/>
    public string Venue => "coinbase";

    /// <inheritdoc/>
    public VenueProfile Profile => VenueProfile;

    /// <inheritdoc/>
    public VenueKeyGuide KeyGuide { get; } = new(
        "API key name (organizations/…/apiKeys/… or a UUID)",
        "Private key (PEM, or base64 for Ed25519)",
        ["View"],
        ["Transfer"],
        "Make a CDP API key for the portfolio you want to see; a key sees only one. Trade may stay off.");

    /// <inheritdoc/>
    public int MapperVersion => CoinbaseMapper.Version;

    internal static VenueProfile VenueProfile { get; } = new("coinbase", CoinbaseEndpoints.Rest, CoinbaseErrors.Read)
    {
        Signer = new CoinbaseKeySigner(),
        Time = new VenueTimeSource(CoinbaseEndpoints.Time, ReadTime),
    };

    /// <inheritdoc/>
    public IVenueSession Open(VenueCredentials credentials, VenueContext context) => new CoinbaseSession(credentials, context);

    /// <inheritdoc/>
    public IVenueMarketData OpenMarketData(VenueContext context) => new CoinbaseMarketData(context);

    /// <inheritdoc/>
    public MappedPage Map(string endpoint, ReadOnlyMemory<byte> body, string? metadata = null) => CoinbaseMapper.Map(endpoint, body, metadata);

    private static DateTimeOffset ReadTime(ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(body);
        return DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(WireJson.Text(document.RootElement.GetProperty("epochMillis")), CultureInfo.InvariantCulture));
    }
}
