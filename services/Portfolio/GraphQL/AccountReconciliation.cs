using System.Security.Claims;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Portfolio.Reconciliation;

namespace PortfolioPlatform.Portfolio.GraphQL;

/// <summary>Adds to an account what the ledger says of it.</summary>
[ExtendObjectType("Account")]
internal static class AccountReconciliation
{
    /// <summary>How ledger and venue stand to each other, by asset.</summary>
    /// <param name="account">The account.</param>
    /// <param name="issuesOnly">Only what does not agree.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="database">Opens the ledger.</param>
    /// <param name="cancellationToken">Stops.</param>
    [ListSize(AssumedSize = 50)]
    public static async Task<IReadOnlyList<ReconciliationItem>> GetReconciliationAsync(
        [Parent] IAccountParent account, ClaimsPrincipal user, IDatabase database, CancellationToken cancellationToken, bool issuesOnly = false)
    {
        await using var transaction = await database.BeginAsync(user.Tenant(), cancellationToken);
        var found = await ReconciliationSql.ReadAsync(transaction, issuesOnly ? "where state = 'issue'" : "", cancellationToken);
        return [.. found.Where(d => d.Account.Value == account.Id).Select(ReconciliationItem.Of)];
    }
}
