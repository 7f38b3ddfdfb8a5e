using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Ingestion.Limits;

namespace PortfolioPlatform.Ingestion;

/// <summary>Gives connectors what they run on: addresses, the shared HTTP client, rate budgets, nonces, the clock.</summary>
internal sealed class VenueAccess(IOptions<IngestionOptions> options, TimeProvider clock, RateBudgets budgets, INonceSource nonces) : IDisposable
{
    private readonly ConcurrentDictionary<string, VenueContext> _contexts = new(StringComparer.Ordinal);
    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        AutomaticDecompression = System.Net.DecompressionMethods.All,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan, // time-outs belong to the venue pipeline
    };

    /// <summary>The context of a venue's sessions; one for all of them, so that they share their budgets.</summary>
    public VenueContext ContextOf(string venue) => _contexts.GetOrAdd(venue, Make);

    private VenueContext Make(string venue)
    {
        var address = options.Value.Venues.GetValueOrDefault(venue) ?? new VenueAddress();
        var limitClock = PacedClock.Of(clock, address.LimitPace);
        return new VenueContext(address.Rest, address.Stream, clock, _http, budgets.On(limitClock), nonces) { LimitClock = limitClock };
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();
}
