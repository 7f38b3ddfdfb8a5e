using System.Security.Claims;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Ingestion.Accounts;
using PortfolioPlatform.Platform.GraphQL;

namespace PortfolioPlatform.Ingestion.GraphQL;

/// <summary>Accounts and the venues they can be at.</summary>
internal sealed class AccountQueries(AccountService service)
{
    /// <summary>Connected accounts.</summary>
    [UsePaging(DefaultPageSize = 100)]
    public static async Task<IReadOnlyList<AccountItem>> GetAccountsAsync(ClaimsPrincipal user, RequestReads reads, AccountLoader loader, CancellationToken cancellationToken)
    {
        var accounts = await AccountItemSql.ListAsync(reads, user.Tenant(), cancellationToken);
        foreach (var account in accounts) loader.Prime((user.Tenant(), account.Id), account);
        return accounts;
    }

    /// <summary>One account, removed ones included; null if there is none.</summary>
    /// <param name="id">Which.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="loader">Reads it.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static Task<AccountItem?> GetAccountAsync([ID] Guid id, ClaimsPrincipal user, AccountLoader loader, CancellationToken cancellationToken) =>
        loader.LoadAsync((user.Tenant(), id), cancellationToken);

    /// <summary>Venues accounts can be connected at.</summary>
    public IReadOnlyList<VenueItem> GetVenues() => [.. service.Venues().Select(v => new VenueItem(v.Venue, v.Name))];
}
