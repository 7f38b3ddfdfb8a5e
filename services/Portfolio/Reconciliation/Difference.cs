using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Portfolio.Reconciliation;

/// <summary>How ledger and venue stand to each other in one holding.</summary>
/// <param name="Account">Where.</param>
/// <param name="Asset">Of what.</param>
/// <param name="Ledger">Sum of all legs.</param>
/// <param name="Venue">What the venue says.</param>
/// <param name="At">When they were compared.</param>
/// <param name="State"><c>agreed</c>, <c>rounding</c> or <c>issue</c>.</param>
/// <param name="FirstBad">The first entry that can be the cause.</param>
/// <param name="Detail">One sentence for a person.</param>
internal sealed record Difference(AccountId Account, AssetId Asset, Quantity Ledger, Quantity Venue, DateTimeOffset At, string State, Guid? FirstBad, string? Detail);
