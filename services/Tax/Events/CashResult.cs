using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Tax.Events;

/// <summary>A result that needs no lot: income at value, or the result of a position.</summary>
/// <param name="Event">The row.</param>
/// <param name="Time">When.</param>
/// <param name="Venue">Where.</param>
/// <param name="Asset">In what it came.</param>
/// <param name="Class">What happened.</param>
/// <param name="Units">How many units.</param>
/// <param name="Amount">Their value in the book currency less fees; negative when paid.</param>
/// <param name="IsIncome">Whether it is income; else a capital result.</param>
internal readonly record struct CashResult(long Event, DateTimeOffset Time, string Venue, AssetId Asset, EventClass Class, Quantity Units, Quantity Amount, bool IsIncome);
