using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Portfolio.Risk.Derivatives;

/// <summary>Key <c>position:{account}:{id}</c> of topic <c>derivatives</c>: one open position at the newest mark.</summary>
/// <param name="Quantity">Signed: negative is short.</param>
/// <param name="Profit">Unrealised, in <paramref name="Settle"/>.</param>
/// <param name="LiquidationPrice">As the venue told it when it was asked last.</param>
/// <param name="PredictedLiquidationPrice">As it follows from margin, steps and marks of now; null when no price does it, or the venue told no steps.</param>
/// <param name="LiquidationProbability">That it is touched within a day; null when there is too little history of the underlying.</param>
/// <param name="MarginRatio">Maintenance margin over equity of all that shares its margin; at 1 the venue liquidates.</param>
/// <param name="Delta">Units of the underlying it moves like.</param>
internal sealed record DerivativeValue(
    string Key, long Epoch, long Version, AccountId Account, string Venue, string Contract, string Kind, string Underlying, string Quote, string Settle, Quantity Quantity, Quantity Entry, Quantity Mark, DateTimeOffset MarkAt,
    Quantity Profit, Quantity? Leverage, bool IsIsolated, Quantity? LiquidationPrice, double? PredictedLiquidationPrice, double? LiquidationProbability, double? MarginRatio, double Delta, Quantity? FundingRate,
    DateTimeOffset? NextFunding, DateTimeOffset ReportedAt)
{
    /// <summary>What it adds to the value of the account, in <see cref="Settle"/>: the profit; of an option its price.</summary>
    public Quantity Worth { get; init; }

    /// <summary>Change of delta by the underlying's price.</summary>
    public double Gamma { get; init; }

    /// <summary>By a volatility of 1 (100 %), in dollars.</summary>
    public double Vega { get; init; }

    /// <summary>Whether it is settled in the underlying and sized in the quote.</summary>
    public bool IsInverse { get; init; }

    /// <summary>Terms of an option and what its slopes are computed from.</summary>
    public OptionValue? Option { get; init; }
}

/// <summary>Terms of an option, the forward and volatility its mark stands for.</summary>
internal sealed record OptionValue(bool IsCall, Quantity Strike, DateTimeOffset Expiry, Quantity? UnderlyingPrice, Quantity? Volatility);

/// <summary>Key <c>margin:{account}:{name}</c>: positions that share one margin. Amounts in <paramref name="Settle"/>; null when the venue told no margin steps.</summary>
internal sealed record MarginValue(string Key, long Epoch, long Version, AccountId Account, string Venue, string Name, string Settle, double? Equity, double? Maintenance, double? Ratio, int Positions)
{
    /// <summary>Where a wallet of options would be liquidated, by underlying; empty of other groups, whose positions each have a price.</summary>
    public ImmutableArray<MarginPathValue> Paths { get; init; } = [];
}

/// <summary>A wallet at other prices of one underlying, everything else as it is.</summary>
/// <param name="Level">What the underlying is worth now.</param>
/// <param name="Below">Fallen to this, equity is down to maintenance; null when no fall to a twentieth does it.</param>
/// <param name="Above">Risen to this; null when no rise to twenty times does it.</param>
/// <param name="Probability">That one of them is touched within a day, at most; null with too little history of the underlying.</param>
/// <param name="Points">The margin ratio on the way.</param>
internal sealed record MarginPathValue(string Underlying, double Level, double? Below, double? Above, double? Probability, ImmutableArray<MarginPointValue> Points);

/// <summary>The margin ratio after a change of the underlying.</summary>
internal sealed record MarginPointValue(double Change, double Level, double Ratio);

/// <summary>Key <c>underlying:{symbol}</c>: what all positions of the portfolio in one underlying add up to.</summary>
internal sealed record UnderlyingValue(string Key, long Epoch, long Version, string Underlying, double Delta, double Gamma, double Vega, double? Volatility);

/// <summary>How these values are written.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(DerivativeValue))]
[JsonSerializable(typeof(MarginValue))]
[JsonSerializable(typeof(UnderlyingValue))]
internal sealed partial class DerivativeJson : JsonSerializerContext;
