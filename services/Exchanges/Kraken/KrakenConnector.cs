using PortfolioPlatform.Exchanges.Core;

namespace PortfolioPlatform.Kraken;

/// <summary>Kraken (spot).</summary>
public sealed class KrakenConnector : IVenueConnector
{
    internal const string Name = "kraken";

    /// <inheritdoc/>
    public string Venue => Name;

    /// <inheritdoc/>
    public VenueProfile Profile { get; } = new(Name, new Uri("https://api.kraken.com"), KrakenErrors.Read)
    {
        Signer = new KrakenSigner(),
        Nonce = NonceUnit.Milliseconds,
        Serial = true,
    };

    /// <inheritdoc/>
    public VenueKeyGuide KeyGuide { get; } = new(
        "API key", "Private key",
        ["Funds: Query", "Orders and trades: Query closed orders & trades", "Data: Query ledger entries", "WebSocket interface: On"],
        ["Funds: Withdraw", "Orders and trades: Create & modify orders"],
        "Give this key to no other program: nonces of one key must rise.");

    /// <inheritdoc/>
    public int MapperVersion => KrakenMapper.Version;

    /// <inheritdoc/>
    public IVenueSession Open(VenueCredentials credentials, VenueContext context) => new KrakenSession(Profile, credentials, context);

    /// <inheritdoc/>
    public IVenueMarketData OpenMarketData(VenueContext context) => new KrakenMarketData(Profile, context);

    /// <inheritdoc/>
    public MappedPage Map(string endpoint, ReadOnlyMemory<byte> body, string? metadata = null) => KrakenMapper.Map(endpoint, body, metadata);
}
