using Microsoft.Extensions.Options;
using PortfolioPlatform.Exchanges.Core;

namespace PortfolioPlatform.Ingestion;

/// <summary>Gives connectors what they run on: addresses, the shared HTTP client, rate budgets, nonces, the clock.</summary>
internal sealed class VenueAccess(IOptions<IngestionOptions> options, TimeProvider clock, IRateBudget gates, INonceSource nonces) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        AutomaticDecompression = System.Net.DecompressionMethods.All,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan, // time-outs belong to the venue pipeline
    };

    /// <summary>The context of a venue's sessions.</summary>
    public VenueContext ContextOf(string venue)
    {
        var address = options.Value.Venues.GetValueOrDefault(venue);
        return new VenueContext(address?.Rest, address?.Stream, clock, _http, gates, nonces);
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();
}
