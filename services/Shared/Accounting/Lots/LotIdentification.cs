using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Accounting.Lots;

/// <summary>
/// A taxpayer's naming of the units that are sold (specific identification, Reg. 1.1012-1(j)(3)): valid only when made no later than the disposal.
/// </summary>
/// <param name="At">When it was recorded; compared with microseconds.</param>
/// <param name="Units">The lots and how many units of each, in order; what they do not cover is first in, first out.</param>
public sealed record LotIdentification(DateTimeOffset At, IReadOnlyList<IdentifiedUnits> Units);

/// <summary>Units of one lot.</summary>
/// <param name="Lot">The acquiring event.</param>
/// <param name="Units">How many.</param>
public readonly record struct IdentifiedUnits(long Lot, Quantity Units);

/// <summary>Something a book decided against the taxpayer's wish, with the reason.</summary>
/// <param name="Event">The event.</param>
/// <param name="Time">When.</param>
/// <param name="Wallet">Where.</param>
/// <param name="Asset">Of what.</param>
/// <param name="Code">A stable code such as <c>late-identification</c>.</param>
/// <param name="Reason">One sentence.</param>
public readonly record struct LotNote(long Event, DateTimeOffset Time, string Wallet, AssetId Asset, string Code, string Reason);

/// <summary>Units that left without a disposal, with the basis that left with them.</summary>
/// <param name="Event">The event.</param>
/// <param name="Time">When.</param>
/// <param name="Wallet">Where.</param>
/// <param name="Asset">Of what.</param>
/// <param name="Units">How many.</param>
/// <param name="Cost">Their cost, fees not added.</param>
/// <param name="Fee">Their acquisition fees.</param>
/// <param name="Reason">Why.</param>
public readonly record struct LotRemoval(long Event, DateTimeOffset Time, string Wallet, AssetId Asset, Quantity Units, Quantity Cost, Quantity Fee, string Reason);
