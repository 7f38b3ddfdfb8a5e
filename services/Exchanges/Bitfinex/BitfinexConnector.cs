using PortfolioPlatform.Exchanges.Core;

namespace PortfolioPlatform.Bitfinex;

/// <summary>
/// Bitfinex API v2. One event has one source: fills come from the trades (they carry ids, prices and the order, and the live stream shows the same ids),
/// deposits and withdrawals from the movements (they carry hash, address and state), everything else from the ledger, whose rows of fills and movements
/// are left out by their words. The ledger alone would sum as well, but its rows of one fill share no id, so a live fill could not be told from a stored one.
/// </summary>
public sealed class BitfinexConnector : IVenueConnector
{
    /// <inheritdoc/>
    public string Venue => "bitfinex";

    /// <inheritdoc/>
    public VenueProfile Profile => VenueProfile;

    /// <inheritdoc/>
    public VenueKeyGuide KeyGuide { get; } = new(
        "API key",
        "API key secret",
        ["Account History: read", "Wallets: read", "Orders: read", "Positions: read"],
        ["Withdrawals: write", "Wallets: write"],
        "Make a key for this platform alone: the nonce of a key that other software uses too will be refused.");

    /// <inheritdoc/>
    public int MapperVersion => BitfinexMapper.Version;

    /// <inheritdoc/>
    public IReadOnlyDictionary<int, PageMapper> OlderMappers { get; } = new Dictionary<int, PageMapper> { [1] = BitfinexMapper.MapFirst };

    internal static VenueProfile VenueProfile { get; } = new("bitfinex", BitfinexEndpoints.Rest, BitfinexErrors.Read)
    {
        Signer = new BitfinexSigner(),
        Nonce = NonceUnit.Microseconds,
        Serial = true,
    };

    /// <inheritdoc/>
    public IVenueSession Open(VenueCredentials credentials, VenueContext context) => new BitfinexSession(credentials, context);

    /// <inheritdoc/>
    public IVenueMarketData OpenMarketData(VenueContext context) => new BitfinexMarketData(context);

    /// <inheritdoc/>
    public MappedPage Map(string endpoint, ReadOnlyMemory<byte> body, string? metadata = null) => BitfinexMapper.Map(endpoint, body, metadata);
}
