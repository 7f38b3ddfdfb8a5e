using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Portfolio.Risk.Derivatives;

namespace PortfolioPlatform.Portfolio.GraphQL;

/// <summary>Derivatives of a portfolio as last published.</summary>
/// <param name="Open">Open positions.</param>
/// <param name="Groups">Positions that share a margin.</param>
/// <param name="Slopes">Slopes by underlying.</param>
[GraphQLName("Derivatives")]
internal sealed record DerivativesItem(
    [property: GraphQLIgnore] IReadOnlyList<DerivativePositionItem> Open, [property: GraphQLIgnore] IReadOnlyList<MarginItem> Groups, [property: GraphQLIgnore] IReadOnlyList<UnderlyingItem> Slopes)
{
    /// <summary>Open positions, by contract.</summary>
    /// <param name="paging">The page.</param>
    [UsePaging(DefaultPageSize = 100, MaxPageSize = 2000)]
    public Connection<DerivativePositionItem> GetPositions(PagingArguments paging) => OrderedPage.ByKey(Open.OrderBy(p => p.Place, StringComparer.Ordinal), paging, p => p.Place);

    /// <summary>Positions that share a margin, the one nearest to liquidation first.</summary>
    /// <param name="paging">The page.</param>
    [UsePaging(DefaultPageSize = 100, MaxPageSize = 2000)]
    public Connection<MarginItem> GetMargins(PagingArguments paging) => OrderedPage.BySize(Groups.OrderByDescending(m => m.Ratio ?? -1).ThenBy(m => m.Place, StringComparer.Ordinal), paging, m => m.Ratio ?? -1, m => m.Place);

    /// <summary>Slopes by underlying.</summary>
    /// <param name="paging">The page.</param>
    [UsePaging(DefaultPageSize = 100, MaxPageSize = 2000)]
    public Connection<UnderlyingItem> GetUnderlyings(PagingArguments paging) => OrderedPage.ByKey(Slopes, paging, u => u.Underlying);

    [GraphQLIgnore]
    public Guid PortfolioId { get; init; }

    [GraphQLIgnore]
    public static DerivativesItem None { get; } = new([], [], []);

    public static DerivativesItem Of(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> values) => new(
        [.. Read(values, "position:", DerivativeJson.Default.DerivativeValue).Select(DerivativePositionItem.Of)], [.. Read(values, "margin:", DerivativeJson.Default.MarginValue).Select(MarginItem.Of)],
        [.. Read(values, "underlying:", DerivativeJson.Default.UnderlyingValue).Select(u => new UnderlyingItem(u.Underlying, u.Delta, u.Gamma, u.Vega, u.Volatility)).OrderBy(u => u.Underlying, StringComparer.Ordinal)]);

    /// <summary>Published positions alone.</summary>
    public static IReadOnlyList<DerivativeValue> PositionsOf(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> values) => [.. Read(values, "position:", DerivativeJson.Default.DerivativeValue)];

    private static IEnumerable<T> Read<T>(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> values, string prefix, JsonTypeInfo<T> type) =>
        values.Where(v => v.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(v => JsonSerializer.Deserialize(v.Value.Span, type)!);
}

/// <summary>One open position in a derivative.</summary>
/// <param name="AccountId">In which account.</param>
/// <param name="Venue">Where.</param>
/// <param name="Contract">The contract in the venue's spelling.</param>
/// <param name="Kind">Perpetual, Future or Option.</param>
/// <param name="Underlying">What it follows.</param>
/// <param name="Quote">What its price is in.</param>
/// <param name="Settle">What margin and profit are in.</param>
/// <param name="Quantity">Below zero is short.</param>
/// <param name="EntryPrice">Average entry.</param>
/// <param name="MarkPrice">The price the venue computes margins with.</param>
/// <param name="MarkedAt">When the venue told that price.</param>
/// <param name="Profit">Unrealised, in settle.</param>
/// <param name="Leverage">Set for it, if the venue told.</param>
/// <param name="IsIsolated">Whether it has margin of its own.</param>
/// <param name="LiquidationPrice">As the venue told it when it was asked last.</param>
/// <param name="PredictedLiquidationPrice">As it follows from margin, steps and marks of now; null when no price does it, or the venue told no steps.</param>
/// <param name="LiquidationProbability">That this price is touched within a day; null with too little history of the underlying.</param>
/// <param name="MarginRatio">Maintenance margin over equity of all that shares its margin; at 1 the venue liquidates.</param>
/// <param name="Delta">Units of the underlying it moves like.</param>
/// <param name="FundingRate">Of the period under way; longs pay when it is above zero.</param>
/// <param name="NextFunding">When it is exchanged.</param>
/// <param name="ReportedAt">When the venue was asked for the position last.</param>
[GraphQLName("DerivativePosition")]
internal sealed record DerivativePositionItem(
    [property: ID] Guid AccountId, string Venue, string Contract, string Kind, string Underlying, string Quote, string Settle, Quantity Quantity, Quantity EntryPrice, Quantity MarkPrice, DateTimeOffset MarkedAt, Quantity Profit,
    Quantity? Leverage, bool IsIsolated, Quantity? LiquidationPrice, double? PredictedLiquidationPrice, double? LiquidationProbability, double? MarginRatio, double Delta, Quantity? FundingRate, DateTimeOffset? NextFunding,
    DateTimeOffset ReportedAt)
{
    [GraphQLIgnore]
    public string Place => $"{Contract} {Venue} {AccountId}";

    /// <summary>What it adds to the value of the account, in settle: the profit; of an option its price.</summary>
    public Quantity Worth { get; init; }

    /// <summary>Change of delta by the underlying's price.</summary>
    public double Gamma { get; init; }

    /// <summary>By a volatility of 1 (100 %), in dollars.</summary>
    public double Vega { get; init; }

    /// <summary>Terms of an option; null of what is none.</summary>
    public OptionItem? Option { get; init; }

    public static DerivativePositionItem Of(DerivativeValue v) => new(
        v.Account.Value, v.Venue, v.Contract, v.Kind, v.Underlying, v.Quote, v.Settle, v.Quantity, v.Entry, v.Mark, v.MarkAt, v.Profit, v.Leverage, v.IsIsolated, v.LiquidationPrice, v.PredictedLiquidationPrice,
        v.LiquidationProbability, v.MarginRatio, v.Delta, v.FundingRate, v.NextFunding, v.ReportedAt)
    {
        Worth = v.Worth, Gamma = v.Gamma, Vega = v.Vega, Option = v.Option is { } o ? new OptionItem(o.IsCall, o.Strike, o.Expiry, o.UnderlyingPrice, o.Volatility) : null,
    };
}

/// <summary>Terms of an option and what its slopes are computed from.</summary>
/// <param name="IsCall">Call, or put.</param>
/// <param name="Strike">In dollars of the underlying.</param>
/// <param name="Expiry">When it ends.</param>
/// <param name="UnderlyingPrice">The forward its mark stands for.</param>
/// <param name="Volatility">Implied by its mark, of a year: 0.6 is 60 %.</param>
[GraphQLName("OptionTerms")]
internal sealed record OptionItem(bool IsCall, Quantity Strike, DateTimeOffset Expiry, Quantity? UnderlyingPrice, Quantity? Volatility);

/// <summary>Positions that share one margin. Amounts in settle; null when the venue told no margin steps.</summary>
/// <param name="AccountId">In which account.</param>
/// <param name="Venue">Where.</param>
/// <param name="Name">The settlement asset of crossed positions, or the contract of an isolated one.</param>
/// <param name="Settle">What it is in.</param>
/// <param name="Equity">Margin and unrealised profit.</param>
/// <param name="Maintenance">What equity must exceed.</param>
/// <param name="Ratio">Maintenance over equity; at 1 the venue liquidates.</param>
/// <param name="Positions">How many.</param>
[GraphQLName("MarginGroup")]
internal sealed record MarginItem([property: ID] Guid AccountId, string Venue, string Name, string Settle, double? Equity, double? Maintenance, double? Ratio, int Positions)
{
    [GraphQLIgnore]
    public string Place => $"{Venue} {Name} {AccountId}";

    /// <summary>Where a wallet of options would be liquidated, by underlying; empty of other groups, whose positions each have a price.</summary>
    public IReadOnlyList<MarginPathItem> Paths { get; init; } = [];

    public static MarginItem Of(MarginValue v) => new(v.Account.Value, v.Venue, v.Name, v.Settle, v.Equity, v.Maintenance, v.Ratio, v.Positions)
    {
        Paths = v.Paths.IsDefaultOrEmpty ? [] : [.. v.Paths.Select(p => new MarginPathItem(p.Underlying, p.Level, p.Below, p.Above, p.Probability, [.. p.Points.Select(m => new MarginPointItem(m.Change, m.Level, m.Ratio))]))],
    };
}

/// <summary>A wallet of options at other prices of one underlying, worth anew, while volatilities, time and other underlyings stay.</summary>
/// <param name="Underlying">Which.</param>
/// <param name="Level">What it is worth now.</param>
/// <param name="Below">Fallen to this, equity is down to maintenance; null when no fall to a twentieth does it.</param>
/// <param name="Above">Risen to this; null when no rise to twenty times does it.</param>
/// <param name="Probability">That one of them is touched within a day, at most; null with too little history of the underlying.</param>
/// <param name="Points">The margin ratio on the way.</param>
[GraphQLName("MarginPath")]
internal sealed record MarginPathItem(string Underlying, double Level, double? Below, double? Above, double? Probability, IReadOnlyList<MarginPointItem> Points);

/// <summary>The margin ratio after a change of the underlying.</summary>
/// <param name="Change">Simple return.</param>
/// <param name="Level">Its price then.</param>
/// <param name="Ratio">Maintenance over equity; at 1 the venue liquidates.</param>
[GraphQLName("MarginPoint")]
internal sealed record MarginPointItem(double Change, double Level, double Ratio);

/// <summary>What all derivatives of a portfolio in one underlying add up to.</summary>
/// <param name="Underlying">Its symbol.</param>
/// <param name="Delta">Units of it.</param>
/// <param name="Gamma">Change of delta by its price.</param>
/// <param name="Vega">By a volatility of 1 (100 %).</param>
/// <param name="Volatility">Deviation of a year, from daily closes; null with too little history.</param>
[GraphQLName("UnderlyingExposure")]
internal sealed record UnderlyingItem(string Underlying, double Delta, double Gamma, double Vega, double? Volatility);
