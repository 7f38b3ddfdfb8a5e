using System.Text.Json;
using PortfolioPlatform.Exchanges.Core;

namespace PortfolioPlatform.Binance;

/// <summary>Binance (binance.com: spot, funding, earn and USDⓈ-M futures wallets).</summary>
public sealed class BinanceConnector : IVenueConnector
{
    internal const string Name = "binance";

    /// <inheritdoc/>
    public string Venue => Name;

    /// <inheritdoc/>
    public VenueProfile Profile { get; } = new(Name, new Uri("https://api.binance.com"), BinanceErrors.Read)
    {
        Signer = new BinanceSigner(),
        Time = new VenueTimeSource(BinanceEndpoints.Time(), ReadTime),
        ReadLimits = BinanceLimits.Read,
    };

    /// <inheritdoc/>
    public VenueKeyGuide KeyGuide { get; } = new(
        "API key", "Secret key", ["Enable Reading"], ["Enable Withdrawals", "Enable Spot & Margin Trading"],
        "An Ed25519 or RSA key works too: paste the private key in PEM form as the secret.");

    /// <inheritdoc/>
    public int MapperVersion => BinanceMapper.Version;

    /// <inheritdoc/>
    public IVenueSession Open(VenueCredentials credentials, VenueContext context) => new BinanceSession(Profile, credentials, context);

    /// <inheritdoc/>
    public IVenueMarketData OpenMarketData(VenueContext context) => new BinanceMarketData(Profile, context);

    /// <inheritdoc/>
    public MappedPage Map(string endpoint, ReadOnlyMemory<byte> body, string? metadata = null) => BinanceMapper.Map(endpoint, body, metadata);

    private static DateTimeOffset ReadTime(ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(body);
        return BinanceTime.Of(document.RootElement.GetProperty("serverTime").GetInt64());
    }
}
