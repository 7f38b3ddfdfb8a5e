using System.Security.Claims;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Platform.SignIn;
using PortfolioPlatform.Tax.Closings;

namespace PortfolioPlatform.Tax.GraphQL;

/// <summary>Closes years that were filed, and opens them again.</summary>
[Authorize(Permission.EditLedger)]
internal sealed class TaxClosingMutations(YearClosings closings, IDatabase database, IdempotentRuns runs)
{
    /// <summary>Closes the year of a report that was filed: its figures stay as they were filed, and later years begin with them, whatever the ledger says since.</summary>
    public Task<TaxClosingPayload> CloseTaxYearAsync(CloseTaxYearInput input, ClaimsPrincipal user, CancellationToken cancellationToken) => runs.RunAsync(
        user, input.IdempotencyKey, "closeTaxYear", input,
        async token => await PayloadAsync(await closings.CloseAsync(user.TaxTenant(Permission.EditLedger), user.Actor(), input.ReportId, input.Reason, token), user, token), TaxClosingPayload.Refused, cancellationToken);

    /// <summary>Opens the newest closed year again, so that it follows the ledger.</summary>
    public Task<TaxClosingPayload> ReopenTaxYearAsync(ReopenTaxYearInput input, ClaimsPrincipal user, CancellationToken cancellationToken) => runs.RunAsync(
        user, input.IdempotencyKey, "reopenTaxYear", input,
        async token => await PayloadAsync(await closings.ReopenAsync(user.TaxTenant(Permission.EditLedger), user.Actor(), new(input.EntityId), input.Year, input.Reason, token), user, token), TaxClosingPayload.Refused, cancellationToken);

    private async Task<TaxClosingPayload> PayloadAsync(Result<LegalEntityId> result, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (!result.IsOk) return TaxClosingPayload.Refused(UserError.Of(result.Error));
        await using var transaction = await database.BeginAsync(user.TaxTenant(Permission.EditLedger), cancellationToken);
        return new([.. (await ClosingSql.HoldingAsync(transaction, result.Value, cancellationToken)).Select(TaxClosedYearItem.Of)], []);
    }
}

/// <summary>Closes a year.</summary>
/// <param name="IdempotencyKey">Chosen by the caller: the same key repeats the first answer.</param>
/// <param name="ReportId">The report that was filed for it.</param>
/// <param name="Reason">Why, for whoever reads it later.</param>
internal sealed record CloseTaxYearInput(string IdempotencyKey, [ID] Guid ReportId, string Reason);

/// <summary>Opens a closed year again.</summary>
/// <param name="IdempotencyKey">Chosen by the caller: the same key repeats the first answer.</param>
/// <param name="EntityId">The legal entity.</param>
/// <param name="Year">The calendar year it begins in.</param>
/// <param name="Reason">Why, for whoever reads it later.</param>
internal sealed record ReopenTaxYearInput(string IdempotencyKey, [ID] Guid EntityId, int Year, string Reason);

/// <summary>The entity's closed years after a change, or why nothing was changed.</summary>
/// <param name="ClosedYears">Oldest first; empty if nothing was changed.</param>
/// <param name="Errors">Why nothing was changed; empty if it was.</param>
internal sealed record TaxClosingPayload(IReadOnlyList<TaxClosedYearItem> ClosedYears, IReadOnlyList<UserError> Errors)
{
    public static TaxClosingPayload Refused(UserError error) => new([], [error]);
}
