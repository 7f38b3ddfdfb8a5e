using System.Text.Json;
using PortfolioPlatform.Exchanges.Core;

namespace PortfolioPlatform.Huobi;

/// <summary>
/// Huobi (HTX) spot API. One event has one source: fills are the match results, movements the deposits and withdrawals, transfers between accounts the v2 ledger;
/// the v1 account history is asked only for what those do not tell (rebates, interest, loans, exchanges). The venue forgets: fills after 120 days, transfers after 180,
/// other records after 30; savings, converts and peer-to-peer deals it does not tell at all. What is missing is shown as a problem, never guessed.
/// </summary>
public sealed class HuobiConnector : IVenueConnector
{
    /// <inheritdoc/>
    public string Venue => "huobi";

    /// <inheritdoc/>
    public VenueProfile Profile => VenueProfile;

    /// <inheritdoc/>
    public VenueKeyGuide KeyGuide { get; } = new(
        "Access Key",
        "Secret Key",
        ["Read-only"],
        ["Withdraw"],
        "A key that is not bound to an IP address lapses after 90 days. The API tells fills of the last 120 days only: older history needs the venue's export file.");

    /// <inheritdoc/>
    public int MapperVersion => HuobiMapper.Version;

    internal static VenueProfile VenueProfile { get; } = new("huobi", HuobiEndpoints.Rest, HuobiErrors.Read)
    {
        Signer = new HuobiSigner(),
        Time = new VenueTimeSource(HuobiEndpoints.Time, ReadTime),
    };

    /// <inheritdoc/>
    public IVenueSession Open(VenueCredentials credentials, VenueContext context) => new HuobiSession(credentials, context);

    /// <inheritdoc/>
    public IVenueMarketData OpenMarketData(VenueContext context) => new HuobiMarketData(context);

    /// <inheritdoc/>
    public MappedPage Map(string endpoint, ReadOnlyMemory<byte> body, string? metadata = null) => HuobiMapper.Map(endpoint, body, metadata);

    private static DateTimeOffset ReadTime(ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(body);
        return DateTimeOffset.FromUnixTimeMilliseconds(document.RootElement.GetProperty("data").GetInt64());
    }
}
