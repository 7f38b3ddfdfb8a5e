using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Ingestion.Sync;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Ingestion.PublicData;

/// <summary>Passes on the marks of contracts that somebody holds, as the venues stream them; connects anew when other contracts are held. Values only: never stored.</summary>
internal sealed class MarkFeed(VenueScope scope, ConnectorList connectors, HeldContracts held, VenueAccess venues, ILiveChannel live, IOptions<IngestionOptions> options, TimeProvider clock, ILogger<MarkFeed> log)
    : ContractFeed(scope, connectors, held, venues, options, clock, log)
{
    /// <inheritdoc/>
    protected override async Task<bool> ListenAsync(IVenueMarketData data, string venue, IReadOnlyList<string> contracts, CancellationToken cancellationToken)
    {
        if (data is not IMarkPrices marks) return false;
        await foreach (var mark in marks.StreamMarksAsync(contracts, cancellationToken))
        {
            var value = new MarkValue(mark.Venue, mark.Contract, mark.Mark, mark.FundingRate, mark.NextFunding, mark.Time) { UnderlyingPrice = mark.UnderlyingPrice, Volatility = mark.Volatility };
            await live.PublishAsync(LiveTopics.Marks, JsonSerializer.SerializeToUtf8Bytes(value, LiveJson.Default.MarkValue), cancellationToken);
            if (!AreHeld(venue, contracts)) break;
        }

        return true;
    }
}
