using System.Collections.Immutable;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Contracts;

/// <summary>Closed candles of one market, as the venue tells them: what reference prices are made of. System-wide (tenant all zero).</summary>
/// <param name="Venue">Where.</param>
/// <param name="Market">The market in the venue's spelling.</param>
/// <param name="BaseSymbol">Common symbol of what is priced.</param>
/// <param name="QuoteSymbol">Common symbol of what it is priced in.</param>
/// <param name="Interval">Length of a candle: an hour or a day.</param>
/// <param name="Candles">Oldest first.</param>
public sealed record CandlesRecorded(string Venue, string Market, string BaseSymbol, string QuoteSymbol, TimeSpan Interval, ImmutableArray<CandleFact> Candles) : IMessage
{
    /// <inheritdoc/>
    public TenantId Tenant => default;

    /// <inheritdoc/>
    public string OrderingKey => $"candles:{Venue}:{Market}";
}

/// <summary>One candle.</summary>
/// <param name="Open">When it began; it is over one interval later.</param>
/// <param name="Close">Last price.</param>
public sealed record CandleFact(DateTimeOffset Open, Quantity Close)
{
    /// <summary>Units of what is priced that were traded; null where it was not kept.</summary>
    public Quantity? Volume { get; init; }
}

/// <summary>Reference prices were added: whoever values history by <c>marketdata.v_reference_price</c> may look again. System-wide (tenant all zero).</summary>
/// <param name="Assets">Of what.</param>
/// <param name="From">Earliest instant priced.</param>
/// <param name="To">Latest instant priced.</param>
public sealed record ReferencePricesRecorded(ImmutableArray<AssetId> Assets, DateTimeOffset From, DateTimeOffset To) : IMessage
{
    /// <inheritdoc/>
    public TenantId Tenant => default;

    /// <inheritdoc/>
    public string OrderingKey => "reference-prices";
}
