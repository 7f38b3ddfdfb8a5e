namespace PortfolioPlatform.Risk.Warnings;

/// <summary>
/// Thresholds of <see cref="BookWatch"/>, for hourly bars. Those of the two breaks were chosen on June to December 2021 alone (docs/risk.md) and are frozen since.
/// </summary>
public sealed record WatchRules
{
    /// <summary>The rules in use.</summary>
    public static WatchRules Frozen { get; } = new();

    /// <summary>Bars an asset must have shown before anything is said about how it moves.</summary>
    public int WarmUp { get; init; } = 240;

    /// <summary>Bars over which an asset's own movement is added up: two days.</summary>
    public int BreakBars { get; init; } = 48;

    /// <summary>Memory of an asset's own variance and of its beta, per bar: a month.</summary>
    public double BreakDecay { get; init; } = 0.9986;

    /// <summary>Raised when the own movement is below minus this many standard deviations.</summary>
    public double BreakOn { get; init; } = 4;

    /// <summary>Memory of the present correlation, per bar: a day.</summary>
    public double CorrelationDecay { get; init; } = 0.96;

    /// <summary>Memory of the history it is held against, per bar: about two months.</summary>
    public double RegimeDecay { get; init; } = 0.9993;

    /// <summary>Raised when the present correlation (Fisher's z) is this many standard deviations from its history.</summary>
    public double RegimeOn { get; init; } = 3;

    /// <summary>Bars whose highest value is the peak of a drawdown.</summary>
    public int PeakBars { get; init; } = 720;

    /// <summary>Raised when this much of the peak is lost.</summary>
    public double DrawdownOn { get; init; } = 0.35;

    /// <summary>Cleared when no more than this much is lost.</summary>
    public double DrawdownOff { get; init; } = 0.2;

    /// <summary>Raised when a stablecoin is this far from what it stands for: 50 basis points.</summary>
    public double BandOn { get; init; } = 0.005;

    /// <summary>Cleared when it is this near again.</summary>
    public double BandOff { get; init; } = 0.003;

    /// <summary>Raised after this many bars without a price.</summary>
    public int MissingOn { get; init; } = 3;

    /// <summary>After this many bars without a price an asset's history begins anew: the symbol may mean something else now.</summary>
    public int ForgetAfter { get; init; } = 24;

    /// <summary>Bars a warning has to be calm before it clears: three days.</summary>
    public int Calm { get; init; } = 72;
}
