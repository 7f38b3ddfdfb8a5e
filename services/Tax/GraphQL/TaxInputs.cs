using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Tax.Ledger;

namespace PortfolioPlatform.Tax.GraphQL;

/// <summary>Says how a legal entity is taxed.</summary>
/// <param name="IdempotencyKey">Chosen by the caller: the same key repeats the first answer.</param>
/// <param name="EntityId">The legal entity.</param>
/// <param name="Jurisdiction">us, uk, de, ca, au, fr, jp or none.</param>
/// <param name="Currency">Of the books: three letters.</param>
/// <param name="Method">Such as fifo, or fifo,hifo@2025-01-01; a wallet or asset of its own behind a slash, as docs/tax.md says.</param>
/// <param name="Scope">universal, wallet, statutory where the law changed by date, or wallet@2022-01-01.</param>
/// <param name="AllocationRule">For statutory: oldest-first or lowest-basis-to-largest-balance.</param>
/// <param name="AllocationDecided">For statutory: the day the rule was fixed, such as 2024-12-31.</param>
/// <param name="AllocationBy">For statutory: who fixed it.</param>
/// <param name="AllocationLots">Lots allocated to wallets one by one (specific unit allocation), as CSV text: asset,lot_id,wallet,quantity,decided,decided_by. Assets it does not name follow the rule.</param>
internal sealed record SetTaxSettingsInput(
    string IdempotencyKey, [ID] Guid EntityId, string Jurisdiction, string Currency, string Method, string Scope, string? AllocationRule = null, string? AllocationDecided = null, string? AllocationBy = null,
    string? AllocationLots = null);

/// <summary>Settings after a change, or why they were not changed.</summary>
/// <param name="Entity">The entity; null if nothing was changed.</param>
/// <param name="Errors">Why nothing was changed; empty if it was.</param>
internal sealed record TaxSettingsPayload(TaxEntityItem? Entity, IReadOnlyList<UserError> Errors)
{
    public static TaxSettingsPayload Refused(UserError error) => new(null, [error]);
}

/// <summary>Says what a withdrawal or deposit was that no transfer explains.</summary>
/// <param name="IdempotencyKey">Chosen by the caller: the same key repeats the first answer.</param>
/// <param name="AccountId">The account it stands in.</param>
/// <param name="TransactionId">Which transaction.</param>
/// <param name="Meaning">What it was; OPEN takes an earlier answer back.</param>
/// <param name="Reason">Why, for whoever reads it later.</param>
/// <param name="Basis">Cost of one unit in the currency of the books: for BOUGHT and GIFT.</param>
/// <param name="Acquired">When the units were acquired: for BOUGHT and GIFT.</param>
internal sealed record DecideTaxMovementInput(
    string IdempotencyKey, [ID] Guid AccountId, [ID] Guid TransactionId, MovementMeaning Meaning, string Reason, Quantity? Basis = null, DateTimeOffset? Acquired = null);

/// <summary>Whether an answer was kept, or why not.</summary>
/// <param name="Kept">Whether it was.</param>
/// <param name="Errors">Why not; empty if it was.</param>
internal sealed record DecideTaxMovementPayload(bool Kept, IReadOnlyList<UserError> Errors)
{
    public static DecideTaxMovementPayload Refused(UserError error) => new(false, [error]);
}

/// <summary>Asks for a report of a year by the entity's settings. It is made in the background; onTaxReports tells how far it is.</summary>
/// <param name="IdempotencyKey">Chosen by the caller: the same key repeats the first answer.</param>
/// <param name="EntityId">The legal entity.</param>
/// <param name="Year">The calendar year the tax year begins in.</param>
/// <param name="Formats">Such as csv,json,xlsx,pdf; all if left out.</param>
/// <param name="RollForward">Whether the ASC 350-60 table is made.</param>
/// <param name="ExchangeTotals">Whether the CARF/DAC8 totals are made.</param>
/// <param name="WashSales">Whether losses are denied as for securities (us).</param>
/// <param name="BrokerForms">Forms 1099-DA to match, as CSV text (us).</param>
/// <param name="Significant">With the roll-forward: assets that stand alone, such as btc,eth; the others together. All alone if left out.</param>
/// <param name="Restricted">With the roll-forward: units that may not be sold, as CSV text: asset,wallet,units,nature,until,lapse.</param>
internal sealed record RequestTaxReportInput(
    string IdempotencyKey, [ID] Guid EntityId, int Year, string? Formats = null, bool RollForward = false, bool ExchangeTotals = false, bool WashSales = false, string? BrokerForms = null,
    string? Significant = null, string? Restricted = null);

/// <summary>Names a report to cancel.</summary>
/// <param name="IdempotencyKey">Chosen by the caller: the same key repeats the first answer.</param>
/// <param name="ReportId">Which report.</param>
internal sealed record CancelTaxReportInput(string IdempotencyKey, [ID] Guid ReportId);

/// <summary>A report after a change, or why it was not made.</summary>
/// <param name="Report">The report; null if nothing was changed.</param>
/// <param name="Errors">Why nothing was changed; empty if it was.</param>
internal sealed record TaxReportPayload(TaxReportItem? Report, IReadOnlyList<UserError> Errors)
{
    public static TaxReportPayload Refused(UserError error) => new(null, [error]);
}
