using PortfolioPlatform.Exchanges.Core;

namespace PortfolioPlatform.Deribit;

/// <summary>Deribit API v2: options, futures and perpetuals of coins. The transaction log of each currency is the only source of history.</summary>
public sealed class DeribitConnector : IVenueConnector
{
    internal const string Name = "deribit";

    /// <inheritdoc/>
    public string Venue => Name;

    /// <inheritdoc/>
    public VenueProfile Profile => VenueProfile;

    /// <inheritdoc/>
    public VenueKeyGuide KeyGuide { get; } = new("Client ID", "Client secret", ["account: read", "trade: read", "wallet: read"], ["trade: read_write", "wallet: read_write"]);

    /// <inheritdoc/>
    public int MapperVersion => DeribitMapper.Version;

    internal static VenueProfile VenueProfile { get; } = new(Name, DeribitEndpoints.Rest, DeribitErrors.Read)
    {
        Signer = new DeribitSigner(),
        Time = new VenueTimeSource(DeribitEndpoints.Time, body => DateTimeOffset.FromUnixTimeMilliseconds(DeribitAnswer.Result(body)?.GetInt64() ?? 0)),
    };

    /// <inheritdoc/>
    public IVenueSession Open(VenueCredentials credentials, VenueContext context) => new DeribitSession(credentials, context);

    /// <inheritdoc/>
    public IVenueMarketData OpenMarketData(VenueContext context) => new DeribitMarketData(context);

    /// <inheritdoc/>
    public MappedPage Map(string endpoint, ReadOnlyMemory<byte> body, string? metadata = null) => DeribitMapper.Map(endpoint, body);
}
