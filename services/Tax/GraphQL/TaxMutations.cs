using System.Globalization;
using System.Security.Claims;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Platform.SignIn;
using PortfolioPlatform.Tax.Closings;
using PortfolioPlatform.Tax.Figures;
using PortfolioPlatform.Tax.Ledger;
using PortfolioPlatform.Tax.Reports.Runs;
using PortfolioPlatform.Tax.Settings;

namespace PortfolioPlatform.Tax.GraphQL;

/// <summary>Changes of how entities are taxed, and answers about movements.</summary>
[Authorize(Permission.EditLedger)]
internal sealed class TaxMutations(IDatabase database, IdempotentRuns runs, TimeProvider time)
{
    /// <summary>Says how a legal entity is taxed from now on. Earlier settings stay on record, and reports keep theirs.</summary>
    public Task<TaxSettingsPayload> SetTaxSettingsAsync(SetTaxSettingsInput input, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        runs.RunAsync(user, input.IdempotencyKey, "setTaxSettings", input, token => SetAsync(input, user, token), TaxSettingsPayload.Refused, cancellationToken);

    /// <summary>Says what a withdrawal or deposit was. The ledger stays as it is; figures follow at once.</summary>
    public Task<DecideTaxMovementPayload> DecideTaxMovementAsync(DecideTaxMovementInput input, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        runs.RunAsync(user, input.IdempotencyKey, "decideTaxMovement", input, token => DecideAsync(input, user, token), DecideTaxMovementPayload.Refused, cancellationToken);

    private async Task<TaxSettingsPayload> SetAsync(SetTaxSettingsInput input, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(user.TaxTenant(Permission.EditLedger), cancellationToken);
        if ((await LedgerSql.EntitiesAsync(transaction, cancellationToken)).FirstOrDefault(e => e.Id.Value == input.EntityId) is not { } entity) return TaxSettingsPayload.Refused(UserError.Of(ReportRequests.NoEntity));
        var settings = new TaxSettings(input.Jurisdiction, input.Currency.ToUpperInvariant(), input.Method, input.Scope)
        {
            Allocation = input.AllocationRule is null || !DateOnly.TryParseExact(input.AllocationDecided, "yyyy-MM-dd", out var day) ? null : new TaxAllocation(input.AllocationRule, day, input.AllocationBy ?? user.Actor()) { Lots = string.IsNullOrWhiteSpace(input.AllocationLots) ? null : input.AllocationLots },
        };
        if (input.Currency.Length != 3 || !input.Currency.All(char.IsAsciiLetter)) return TaxSettingsPayload.Refused(UserError.Of(new("BAD_CURRENCY", "A currency has three letters.")));
        if (settings.Options(time.GetUtcNow().Year) is { IsOk: false } wrong) return TaxSettingsPayload.Refused(UserError.Of(new("BAD_SETTINGS", $"{TaxQueries.Sentence(wrong.Error)}.")));
        if (settings.Allocation?.Lots is not null && (await EntityLedgers.ReadAsync(transaction, entity, settings, cancellationToken)).Whole() is { IsOk: false } misfit) return TaxSettingsPayload.Refused(UserError.Of(new("BAD_SETTINGS", misfit.Error.Message)));
        if (await LastFiledAsync(transaction, entity.Id, cancellationToken) is { } filed && !filed.Agrees(settings)) return TaxSettingsPayload.Refused(UserError.Of(Restates(filed)));
        await SettingSql.AddAsync(transaction, entity.Id, settings, user.Actor(), time.GetUtcNow(), cancellationToken);
        var now = await SettingSql.ReadAsync(transaction, entity.Id, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new TaxSettingsPayload(TaxEntityItem.Of(entity, now!), []);
    }

    private static async Task<FiledYear?> LastFiledAsync(IDatabaseTransaction transaction, LegalEntityId entity, CancellationToken cancellationToken)
    {
        var closed = await ClosingSql.HoldingAsync(transaction, entity, cancellationToken);
        return closed.Count > 0 ? await FiledYear.ReadAsync(transaction, closed[^1], cancellationToken) : null;
    }

    private static Error Restates(FiledYear filed) => new("YEAR_CLOSED", string.Create(CultureInfo.InvariantCulture, $"{filed.Year} is closed, and these settings would have matched it otherwise."))
    { Kind = ErrorKind.Conflict, Advice = string.Create(CultureInfo.InvariantCulture, $"Let them hold from {filed.End:yyyy-MM-dd} on, such as {filed.Settings.Method},hifo@{filed.End:yyyy-MM-dd}, or open {filed.Year} again.") };

    private async Task<DecideTaxMovementPayload> DecideAsync(DecideTaxMovementInput input, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (input.Meaning == MovementMeaning.Bought && input.Basis is null) return DecideTaxMovementPayload.Refused(UserError.Of(new("BASIS_MISSING", "What was bought has a cost: give the basis of one unit.")));
        if (input.Basis is { IsNegative: true }) return DecideTaxMovementPayload.Refused(UserError.Of(new("BAD_BASIS", "A basis is not below zero.")));
        await using var transaction = await database.BeginAsync(user.TaxTenant(Permission.EditLedger), cancellationToken);
        if (await DecisionSql.LeavesAsync(transaction, new(input.AccountId), input.TransactionId, cancellationToken) is not { } leaves)
            return DecideTaxMovementPayload.Refused(UserError.Of(new("ENTRY_NOT_FOUND", "There is no such transaction in this account.") { Kind = ErrorKind.NotFound }));
        if (input.Meaning != MovementMeaning.Open && !(leaves ? MovementRows.Leaving : MovementRows.Arriving).Contains(input.Meaning))
            return DecideTaxMovementPayload.Refused(UserError.Of(new("BAD_MEANING", leaves ? "A withdrawal cannot have been that." : "A deposit cannot have been that.")));
        var decision = new MovementDecision(input.Meaning, input.Basis, input.Acquired?.ToMicroseconds());
        await DecisionSql.AddAsync(transaction, new(input.AccountId), input.TransactionId, decision, input.Reason, user.Actor(), time.GetUtcNow(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new DecideTaxMovementPayload(true, []);
    }
}
