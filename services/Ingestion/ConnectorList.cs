using System.Collections.Immutable;
using PortfolioPlatform.Exchanges.Core;

namespace PortfolioPlatform.Ingestion;

/// <summary>The connectors this process knows: <see cref="Venues.All"/> in the product.</summary>
/// <param name="All">By the order of the connect page.</param>
internal sealed record ConnectorList(ImmutableArray<IVenueConnector> All)
{
    /// <summary>A connector by its name, or null.</summary>
    public IVenueConnector? Find(string venue) => All.FirstOrDefault(c => string.Equals(c.Venue, venue, StringComparison.OrdinalIgnoreCase));
}
